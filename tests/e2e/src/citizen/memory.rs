//! What a page weighs in memory. Chromium only.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Citizen;
use crate::device::devtools;

/// What is left of a page after its rubbish was collected.
#[derive(Clone, Copy, Debug)]
pub struct Weight {
    pub documents: usize,
    pub nodes: usize,
    pub listeners: usize,
    /// Bytes of scripts.
    pub heap: usize,
}

impl Citizen {
    /// Collects the rubbish and weighs the rest. Frames of other sites have a memory of their own.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn weighs_memory(&self) -> Result<Weight> {
        for _ in 0..3 {
            devtools(&self.browser, "HeapProfiler.collectGarbage", json!({})).await?;
        }
        let counters = devtools(&self.browser, "Memory.getDOMCounters", json!({})).await?;
        let heap = devtools(&self.browser, "Runtime.getHeapUsage", json!({})).await?;
        Ok(Weight {
            documents: number(&counters, "documents")?,
            nodes: number(&counters, "nodes")?,
            listeners: number(&counters, "jsEventListeners")?,
            heap: number(&heap, "usedSize")?,
        })
    }
}

fn number(answer: &Value, name: &str) -> Result<usize> {
    let number = answer.get(name).and_then(Value::as_f64);
    let number = number.with_context(|| format!("{answer} has no {name}"))?;
    Ok(serde_json::from_value(json!(number.round() as u64))?)
}
