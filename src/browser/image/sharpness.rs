//! Whether a photo is blurred, by the width of its edges.
//!
//! Blur does not change how bright and how dark a picture gets, but over how many pixels it gets there. Differences over
//! one pixel and over eight are compared in squares: at an edge of one pixel the second sum is 8 times the first, the
//! wider the edges the more, up to 64 times. How strong the picture is cancels out, and doubts are silent.

/// Pixels of the longer step.
const STEP: usize = 8;
/// From how many times on. Edges of about 7 pixels: letters of a page flow into each other.
const BLURRED: u64 = 48;
/// Differences up to this are noise.
const NOISE: u8 = 4;
/// Least mean square of the longer differences: below it there is nothing to judge, as on a wall.
const CONTRAST: u64 = 60;

/// Judges pixels of four bytes each in rows of `width`.
pub fn is_blurred(pixels: &[u8], width: u32) -> bool {
    let row = usize::try_from(width).unwrap_or_default() * 4;
    // Down and across. Green is most of what eyes call bright.
    let (mut short, mut long, mut count) = (0_u64, 0_u64, 0_u64);
    for at in (1..pixels.len()).step_by(4) {
        let is_last = at % row.max(1) + STEP * 4 >= row;
        for step in [row, 4] {
            if step == 4 && is_last {
                continue;
            }
            let (Some(here), Some(near), Some(far)) = (
                pixels.get(at),
                pixels.get(at + step),
                pixels.get(at + step * STEP),
            ) else {
                continue;
            };
            short += square(*here, *near);
            long += square(*here, *far);
            count += 1;
        }
    }
    long > CONTRAST * count && long > BLURRED * short
}

fn square(one: u8, other: u8) -> u64 {
    let difference = one.abs_diff(other);
    if difference > NOISE {
        u64::from(difference).pow(2)
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 256;

    /// Rows of dark letters on light paper: strokes of four pixels, nine apart, moved a little from row to row.
    fn page() -> Vec<f64> {
        let dark = |at: usize, row: usize| (at + row / 8 * 3) % 13 < 4 && row % 24 < 14;
        let light = |at| {
            if dark(at % WIDTH, at / WIDTH) {
                40.0
            } else {
                220.0
            }
        };
        (0..WIDTH * WIDTH).map(light).collect()
    }

    /// The mean of neighbours across, three times over: much like a lens out of focus.
    fn blurred(mut light: Vec<f64>, radius: usize) -> Vec<f64> {
        for _ in 0..3 {
            light = (0..light.len())
                .map(|at| {
                    let (row, place) = (at / WIDTH * WIDTH, at % WIDTH);
                    let from = place.saturating_sub(radius);
                    let to = (place + radius).min(WIDTH - 1);
                    let near = &light[row + from..=row + to];
                    near.iter().sum::<f64>() / f64::from(u32::try_from(near.len()).unwrap())
                })
                .collect();
        }
        light
    }

    fn judge(light: &[f64], noise: u32) -> bool {
        // A generator of numbers that look random enough.
        let mut state = 7_u32;
        let pixels = light.iter().flat_map(|&light| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = f64::from((state >> 16) % (2 * noise + 1)) - f64::from(noise);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "kept within a byte"
            )]
            let light = (light + noise).clamp(0.0, 255.0) as u8;
            [light, light, light, 255]
        });
        is_blurred(&pixels.collect::<Vec<_>>(), WIDTH.try_into().unwrap())
    }

    #[test]
    fn letters_with_edges_are_sharp_and_shapes_without_are_not() {
        assert!(!judge(&page(), 0));
        assert!(!judge(&blurred(page(), 1), 2));
        // Wide shapes, as they are left of a page that is out of focus.
        let wide = |light: f64| -> Vec<f64> {
            let light = |at| if at % 64 < 32 { 40.0 } else { light };
            (0..WIDTH * WIDTH).map(light).collect()
        };
        for light in [90.0, 220.0] {
            assert!(!judge(&wide(light), 2), "{light}");
            assert!(!judge(&blurred(wide(light), 1), 2), "{light}");
            assert!(judge(&blurred(wide(light), 4), 0), "{light}");
            assert!(judge(&blurred(wide(light), 6), 1), "{light}");
        }
    }

    #[test]
    fn nothing_to_see_is_not_blurred() {
        assert!(!judge(&vec![128.0; WIDTH * WIDTH], 3));
        assert!(!is_blurred(&[], 512));
        assert!(!is_blurred(&[0; 64], 4));
        assert!(!is_blurred(&[0; 64], 0));
    }
}
