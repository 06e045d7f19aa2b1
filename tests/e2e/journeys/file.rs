//! Files of a request: the ways in, what the assistant mends, and lines that break.

use std::time::Duration;

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, Viewport, journey};

use crate::letter::{ATTACH, FORM, Letter, SAVED, number_on_receipt, sends};

const DESCRIBE: &str = "Что на снимке или в документе";
/// What stands at a file that the server has.
const DONE: &str = "Загружен";
const PDF: &[u8] = b"%PDF-1.7 a page";
/// Decoding, drawing and writing of a large picture on a busy machine.
const DRAWING: Duration = Duration::from_secs(60);

/// A picture that comes in as `$way` says: files of these names, of so many pixels, noise or one colour.
const COMES: &str = r"
const [way, names, width, height, done] = arguments;
const paint = async (name) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  let state = 7;
  for (let at = 0; at < pixels.data.length; at += 1) {
    state = (state * 1664525 + 1013904223) >>> 0;
    pixels.data[at] = at % 4 === 3 ? 255 : state >>> 24;
  }
  context.putImageData(pixels, 0, 0);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' });
};
Promise.all(names.map(paint)).then((files) => {
  const carried = new DataTransfer();
  for (const file of files) carried.items.add(file);
  const options = { bubbles: true, cancelable: true };
  const field = document.querySelector('.files');
  if (way === 'choose') {
    const input = document.getElementById('field-files');
    input.files = carried.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  } else if (way === 'paste') {
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: carried }));
  } else {
    const target = way === 'dragover-page' ? document.querySelector('h1') : field;
    target.dispatchEvent(new DragEvent(way.split('-')[0], { ...options, dataTransfer: carried }));
  }
  done(true);
});
";

/// Lets a picture come in.
async fn comes(citizen: &Citizen, way: &str, names: &str, side: u32) -> Result<()> {
    let script = COMES.replace(
        "= arguments;",
        &format!("= ['{way}', {names}, {side}, {side}, arguments[0]];"),
    );
    let came: bool = citizen.probes_later(&script).await?;
    ensure!(came, "nothing came");
    Ok(())
}

/// The names in the list, in their order.
async fn names(citizen: &Citizen) -> Result<String> {
    citizen.reads_in(".file__name").await
}

/// Three sheets, uploaded.
async fn three_sheets(stage: &opora_e2e::Stage, citizen: &Citizen) -> Result<()> {
    for at in 1..=3 {
        let paper = stage.paper(&format!("лист {at}.pdf"), PDF)?;
        citizen.attaches(ATTACH, &paper).await?;
        citizen.sees(&format!("лист {at}.pdf")).await?;
    }
    ensure!(names(citizen).await? == "лист 1.pdf лист 2.pdf лист 3.pdf");
    Ok(())
}

#[test]
fn a_screenshot_from_the_clipboard_is_attached_and_text_stays_text() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.sees(ATTACH).await?;
        comes(&citizen, "paste", "['image.png']", 60).await?;
        citizen.sees_in(".file__name", "Снимок экрана").await?;
        citizen.sees(DONE).await?;
        let drawn = "return !!document.querySelector('.file__preview canvas')";
        opora_e2e::until("a small picture of it", async || {
            Ok(citizen.probes::<bool>(drawn).await?.then_some(()))
        })
        .await?;
        citizen.pastes("Описание", "Просто слова").await?;
        ensure!(citizen.reads_field("Описание").await? == "Просто слова");
        ensure!(!names(&citizen).await?.contains("Просто"));
        Ok(())
    })
}

#[test]
fn files_are_dropped_on_the_field() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.sees(ATTACH).await?;
        comes(&citizen, "dragover-page", "['первый.png']", 8).await?;
        citizen.sees("Отпустите файлы здесь").await?;
        comes(&citizen, "drop", "['первый.png', 'второй.png']", 8).await?;
        citizen.sees_no_more("Отпустите файлы здесь").await?;
        citizen.sees_in(".file__name", "первый.png").await?;
        citizen.sees_in(".file__name", "второй.png").await
    })
}

#[test]
fn a_picture_of_another_kind_is_turned_into_a_jpg_and_sent() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen
            .attaches(ATTACH, &stage.paper("снимок.bmp", &bmp(40))?)
            .await?;
        citizen
            .sees("Это картинка BMP. Такой файл нельзя приложить")
            .await?;
        citizen.sees("Как ещё передать файл").await?;
        citizen.presses("Превратить в JPG").await?;
        citizen.hears("Готово, приложен снимок.jpg").await?;
        citizen.sees(DONE).await?;
        citizen.sees_no_more("Это картинка BMP").await?;
        let focus = citizen.focus().await?;
        ensure!(
            focus.tag == "li" && focus.text.contains("снимок.jpg"),
            "the focus is not on the new file: {focus:?}"
        );
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("снимок.jpg").await
    })
}

#[test]
fn a_picture_over_the_limit_is_made_smaller() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen.sees(ATTACH).await?;
        comes(&citizen, "choose", "['экран.png']", 1_500).await?;
        citizen.sees_within(DRAWING, "Файл слишком большой").await?;
        citizen.presses("Уменьшить").await?;
        citizen.sees_within(DRAWING, DONE).await?;
        ensure!(names(&citizen).await? == "экран.jpg");
        Ok(())
    })
}

#[test]
fn files_keep_the_order_they_were_put_in_over_a_reload() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        three_sheets(stage, &citizen).await?;
        // The first button of these words is that of the first file.
        citizen.presses("Ниже").await?;
        citizen.hears("лист 1.pdf: теперь 2‑й из 3").await?;
        ensure!(names(&citizen).await? == "лист 2.pdf лист 1.pdf лист 3.pdf");
        let focus = citizen.focus().await?;
        ensure!(
            focus.id.starts_with("down-") && focus.text.contains("лист 1.pdf"),
            "the focus was lost on the way: {focus:?}"
        );
        citizen.presses("Выше").await?;
        citizen.hears("лист 2.pdf: дальше двигать некуда").await?;
        citizen.sees(SAVED).await?;
        citizen.reloads().await?;
        citizen.sees_in(".file__name", "лист 3.pdf").await?;
        let kept = names(&citizen).await?;
        ensure!(kept == "лист 2.pdf лист 1.pdf лист 3.pdf", "kept is {kept}");
        Ok(())
    })
}

#[test]
fn the_focus_follows_removed_files() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        three_sheets(stage, &citizen).await?;
        for (gone, next) in [(1, "лист 2.pdf"), (2, "лист 3.pdf")] {
            citizen.presses("Убрать").await?;
            citizen
                .hears(&format!("Файл лист {gone}.pdf убран"))
                .await?;
            let focus = citizen.focus().await?;
            ensure!(focus.text.contains(next), "the focus is on {focus:?}");
        }
        citizen.presses("Убрать").await?;
        citizen.is_focused_on("field-files").await
    })
}

#[test]
fn an_upload_that_broke_off_goes_on_by_itself_and_after_a_reload() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("net::ERR_");
        // What sends the form is fetched ahead of time.
        citizen.expects_in_console("ChunkError");
        citizen.opens(FORM).await?;
        citizen.sees(ATTACH).await?;
        stage.portal.stop().await?;
        citizen
            .attaches(ATTACH, &stage.paper("лист 1.pdf", PDF)?)
            .await?;
        citizen
            .sees("Сохранён на устройстве, загрузится при отправке")
            .await?;
        citizen.button("Повторить").await?;
        stage.portal.start().await?;
        citizen.sees_within(Duration::from_secs(60), DONE).await?;

        // A crash in the middle: the page is gone before the portal is back.
        stage.portal.stop().await?;
        citizen
            .attaches(ATTACH, &stage.paper("лист 2.pdf", PDF)?)
            .await?;
        citizen
            .sees_in(".file__status", "загрузится при отправке")
            .await?;
        citizen.sees(SAVED).await?;
        citizen.leaves().await?;
        stage.portal.start().await?;
        citizen.opens(FORM).await?;
        citizen.sees_in(".file__name", "лист 2.pdf").await?;
        citizen.sees_no_more("загрузится при отправке").await?;
        let uploaded = citizen.reads_in(".file__status").await?;
        ensure!(uploaded == "Загружен Загружен", "the files are {uploaded}");
        Ok(())
    })
}

#[test]
fn a_description_gets_the_marks_of_the_language() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen
            .attaches(ATTACH, &stage.paper("лист.pdf", PDF)?)
            .await?;
        citizen.types(DESCRIBE, "\"Ошибка\" при входе").await?;
        citizen.chooses("Тема обращения").await?;
        opora_e2e::until("the marks to change", async || {
            let typed = citizen.reads_field(DESCRIBE).await?;
            ensure!(typed == "«Ошибка» при входе", "it says {typed}");
            Ok(Some(()))
        })
        .await
    })
}

#[test]
fn a_photo_tells_nobody_where_it_was_taken() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens(FORM).await?;
        citizen
            .attaches(ATTACH, &stage.paper("фото.jpg", &photo())?)
            .await?;
        citizen.sees("Скрытые сведения убраны").await?;
        citizen.sees(DONE).await
    })
}

#[test]
fn files_fit_on_the_narrowest_screen() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.uses(Viewport::NARROW).await?;
        citizen.opens(FORM).await?;
        let long = "очень_длинное_имя_файла_без_единого_пробела_как_их_дают_программы.pdf";
        citizen.attaches(ATTACH, &stage.paper(long, PDF)?).await?;
        citizen
            .attaches(ATTACH, &stage.paper("короче.pdf", PDF)?)
            .await?;
        citizen
            .attaches(ATTACH, &stage.paper("снимок.bmp", &bmp(40))?)
            .await?;
        citizen.sees("Превратить в JPG").await?;
        let wide =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        let over: i64 = citizen.probes(wide).await?;
        ensure!(over <= 0, "the page is {over} pixels too wide");
        let small = "return [...document.querySelectorAll('.files button, .files a, .files label.button, .files .field__input')] \
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.innerText).join()";
        let small: String = citizen.probes(small).await?;
        ensure!(small.is_empty(), "too small for a finger: {small}");
        Ok(())
    })
}

/// A BMP of one colour.
fn bmp(side: u32) -> Vec<u8> {
    let mut file = b"BM".to_vec();
    file.extend((54 + side * side * 4).to_le_bytes());
    file.extend([0; 4]);
    file.extend(54_u32.to_le_bytes());
    file.extend(40_u32.to_le_bytes());
    file.extend(side.to_le_bytes());
    file.extend(side.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(32_u16.to_le_bytes());
    file.extend([0; 24]);
    for _ in 0..side * side {
        file.extend([0, 0, 200, 255]);
    }
    file
}

/// A JPG of 16×16 pixels by its segments, with a place in its EXIF.
fn photo() -> Vec<u8> {
    let mut photo = b"\xff\xd8\xff\xe1\0\x1aExif\0\0MM\0\x2a\0\0\0\x08\0\0".to_vec();
    photo.extend(b"55.7539N");
    photo.extend(b"\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0");
    photo.extend(b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x12\x34\xff\xd9");
    photo
}
