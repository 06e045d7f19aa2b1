//! Reading JSON by the browser's own parser.
//!
//! `serde_json` writes a parser into the bundle for every type it reads, and formats floats in messages that nobody
//! sees: 15 KB of the first load. Here `JSON.parse` does the work and one small deserializer walks its result.
//! A mismatch has no text, for the same reason: what the contract says is in the contract.

use serde::de::DeserializeOwned;

/// Reads a value; `None` when the text is no JSON or not of this shape.
#[cfg(target_arch = "wasm32")]
pub fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(walk::Value(js_sys::JSON::parse(text).ok()?)).ok()
}

/// The same where there is no browser: in native tests.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

#[cfg(target_arch = "wasm32")]
mod walk {
    use std::fmt;

    use js_sys::{Array, Object};
    use serde::{
        de::{
            DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess,
            Visitor,
        },
        forward_to_deserialize_any,
    };
    use wasm_bindgen::{JsCast, JsValue};

    /// The text is not what the type asks for.
    #[derive(Debug)]
    pub struct Mismatch;

    impl fmt::Display for Mismatch {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("JSON of another shape")
        }
    }

    impl std::error::Error for Mismatch {}

    impl Error for Mismatch {
        fn custom<T: fmt::Display>(_message: T) -> Self {
            Self
        }
    }

    macro_rules! forwarded {
        ($($to:ident: $($from:ident)*;)*) => {
            $($(fn $from<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
                self.$to(visitor)
            })*)*
        };
    }

    /// A value out of `JSON.parse`.
    pub struct Value(pub JsValue);

    impl<'de> Deserializer<'de> for Value {
        type Error = Mismatch;

        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            let Self(value) = self;
            if let Some(text) = value.as_string() {
                return visitor.visit_string(text);
            }
            if let Some(number) = value.as_f64() {
                return visit_number(number, visitor);
            }
            if let Some(yes) = value.as_bool() {
                return visitor.visit_bool(yes);
            }
            if value.is_null() {
                return visitor.visit_unit();
            }
            match value.dyn_into::<Array>() {
                Ok(array) => visitor.visit_seq(Items { array, at: 0 }),
                Err(object) => visitor.visit_map(Entries {
                    entries: Object::entries(object.unchecked_ref()),
                    at: 0,
                    value: JsValue::UNDEFINED,
                }),
            }
        }

        // Asking for what the type wants, instead of looking what is there, leaves out of the bundle what a type
        // would do with everything else.

        fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            visitor.visit_string(self.0.as_string().ok_or(Mismatch)?)
        }

        fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            visitor.visit_bool(self.0.as_bool().ok_or(Mismatch)?)
        }

        fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            visit_number(self.0.as_f64().ok_or(Mismatch)?, visitor)
        }

        fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            let array = self.0.dyn_into().map_err(|_| Mismatch)?;
            visitor.visit_seq(Items { array, at: 0 })
        }

        fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            if !self.0.is_object() {
                return Err(Mismatch);
            }
            let entries = Object::entries(self.0.unchecked_ref());
            visitor.visit_map(Entries {
                entries,
                at: 0,
                value: JsValue::UNDEFINED,
            })
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _name: &'static str,
            _fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Mismatch> {
            self.deserialize_map(visitor)
        }

        fn deserialize_ignored_any<V: Visitor<'de>>(
            self,
            visitor: V,
        ) -> Result<V::Value, Mismatch> {
            visitor.visit_unit()
        }

        fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            if self.0.is_null() {
                visitor.visit_none()
            } else {
                visitor.visit_some(self)
            }
        }

        fn deserialize_newtype_struct<V: Visitor<'de>>(
            self,
            _name: &'static str,
            visitor: V,
        ) -> Result<V::Value, Mismatch> {
            visitor.visit_newtype_struct(self)
        }

        fn deserialize_enum<V: Visitor<'de>>(
            self,
            _name: &'static str,
            _variants: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Mismatch> {
            visitor.visit_enum(self)
        }

        forwarded! {
            deserialize_string: deserialize_str deserialize_char deserialize_identifier;
            deserialize_u64: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8
                deserialize_u16 deserialize_u32 deserialize_f32 deserialize_f64;
        }

        // Not in the contract.
        forward_to_deserialize_any! { bytes byte_buf unit unit_struct tuple tuple_struct }
    }

    /// JSON has one kind of number; whole ones go as integers (all of the contract's are below 2^53).
    fn visit_number<'de, V: Visitor<'de>>(number: f64, visitor: V) -> Result<V::Value, Mismatch> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked by the comparison that follows"
        )]
        let whole = number as i64;
        #[expect(
            clippy::cast_precision_loss,
            reason = "whole numbers below 2^53 are exact"
        )]
        let is_whole = whole as f64 == number;
        match u64::try_from(whole) {
            Ok(natural) if is_whole => visitor.visit_u64(natural),
            Err(_) if is_whole => visitor.visit_i64(whole),
            _ => visitor.visit_f64(number),
        }
    }

    struct Items {
        array: Array,
        at: u32,
    }

    impl<'de> SeqAccess<'de> for Items {
        type Error = Mismatch;

        fn next_element_seed<T: DeserializeSeed<'de>>(
            &mut self,
            seed: T,
        ) -> Result<Option<T::Value>, Mismatch> {
            if self.at == self.array.length() {
                return Ok(None);
            }
            self.at += 1;
            seed.deserialize(Value(self.array.get(self.at - 1)))
                .map(Some)
        }
    }

    struct Entries {
        entries: Array,
        at: u32,
        value: JsValue,
    }

    impl<'de> MapAccess<'de> for Entries {
        type Error = Mismatch;

        fn next_key_seed<K: DeserializeSeed<'de>>(
            &mut self,
            seed: K,
        ) -> Result<Option<K::Value>, Mismatch> {
            if self.at == self.entries.length() {
                return Ok(None);
            }
            let entry: Array = self.entries.get(self.at).unchecked_into();
            self.at += 1;
            self.value = entry.get(1);
            seed.deserialize(Value(entry.get(0))).map(Some)
        }

        fn next_value_seed<V: DeserializeSeed<'de>>(
            &mut self,
            seed: V,
        ) -> Result<V::Value, Mismatch> {
            seed.deserialize(Value(std::mem::replace(
                &mut self.value,
                JsValue::UNDEFINED,
            )))
        }
    }

    /// A variant: its name alone, or an object of one entry.
    impl<'de> EnumAccess<'de> for Value {
        type Error = Mismatch;
        type Variant = Self;

        fn variant_seed<V: DeserializeSeed<'de>>(
            self,
            seed: V,
        ) -> Result<(V::Value, Self), Mismatch> {
            if self.0.is_string() {
                return Ok((seed.deserialize(self)?, Self(JsValue::NULL)));
            }
            if !self.0.is_object() {
                return Err(Mismatch);
            }
            let entry: Array = Object::entries(self.0.unchecked_ref())
                .get(0)
                .dyn_into()
                .map_err(|_| Mismatch)?;
            Ok((seed.deserialize(Self(entry.get(0)))?, Self(entry.get(1))))
        }
    }

    impl<'de> VariantAccess<'de> for Value {
        type Error = Mismatch;

        fn unit_variant(self) -> Result<(), Mismatch> {
            Ok(())
        }

        fn newtype_variant_seed<T: DeserializeSeed<'de>>(
            self,
            seed: T,
        ) -> Result<T::Value, Mismatch> {
            seed.deserialize(self)
        }

        fn tuple_variant<V: Visitor<'de>>(
            self,
            _len: usize,
            visitor: V,
        ) -> Result<V::Value, Mismatch> {
            self.deserialize_seq(visitor)
        }

        fn struct_variant<V: Visitor<'de>>(
            self,
            _fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Mismatch> {
            self.deserialize_map(visitor)
        }
    }
}
