//! Слова поля для файлов и его помощника.

use opora_contract::upload::Nature;

use crate::i18n::{
    catalogue::{Assistant, Files},
    plural::russian,
};

pub const FILES: Files = Files {
    attach: "Прикрепить файл",
    camera: "Сфотографировать",
    hint: |types, limit, count| {
        format!(
            "{types}, до {limit} каждый, не больше {count}\u{a0}{}",
            russian(count, "файла", "файлов", "файлов")
        )
    },
    or: "или",
    ways: "Можно перетащить файлы сюда или вставить скопированный снимок: Ctrl\u{a0}+\u{a0}V, на Mac ⌘\u{a0}+\u{a0}V.",
    drop: "Отпустите файлы здесь",
    screenshot: |time| format!("Снимок экрана {time}.png"),
    describe: "Что на снимке или в документе",
    describe_hint: "Коротко, например: «Ошибка при вводе данных»",
    uploading: |percent| format!("Загружается: {percent}\u{a0}%"),
    uploaded: "Загружен",
    kept_local: "Сохранён на устройстве, загрузится при отправке",
    stopped: "Загрузка остановлена. Файл на устройстве и уйдёт вместе с обращением",
    stop: "Остановить",
    retry: "Повторить",
    slow: "Файл большой: на медленной связи он будет загружаться несколько минут. Форму пока можно заполнять.",
    stripped: "Скрытые сведения убраны: где, когда и чем сделан снимок.",
    unkept: "Браузер не смог сохранить этот файл. Не закрывайте страницу, пока не отправите обращение.",
    blurred: "Похоже, снимок нечёткий. Проверьте, что текст на нём читается.",
    earlier: "Выше",
    later: "Ниже",
    moved: |name, place, count| format!("{name}: теперь {place}\u{2011}й из {count}"),
    at_end: |name| format!("{name}: дальше двигать некуда"),
    remove: "Убрать",
    removed: |name| format!("Файл {name} убран"),
    smaller: "Уменьшить",
    mending: "Готовим файл…",
    mended: |name| format!("Готово, приложен {name}"),
    not_mended: "Не получилось: браузер не справился с этой картинкой. Сделайте с неё снимок экрана и приложите его.",
};

pub const ASSISTANT: Assistant = Assistant {
    refused: "Не приложен",
    unreadable: "Файл не читается. Возможно, это папка, или файл переместили. Выберите его ещё раз.",
    nature: |nature| match nature {
        Nature::Heic => "Это фотография HEIC: так снимает iPhone.",
        Nature::Avif => "Это картинка AVIF: так их хранят сайты.",
        Nature::Webp => "Это картинка WebP: так их хранят сайты.",
        Nature::Bmp => "Это картинка BMP.",
        Nature::Gif => "Это картинка GIF.",
        Nature::Tiff => "Это картинка TIFF: так сохраняют сканеры.",
        Nature::Svg => "Это рисунок SVG.",
        Nature::Text => "Это текстовый документ.",
        Nature::Sheet => "Это таблица.",
        Nature::Slides => "Это презентация.",
        Nature::Office => "Это документ Word, Excel или PowerPoint.",
        Nature::Archive => "Это архив.",
        Nature::Video => "Это видео.",
        Nature::Audio => "Это звукозапись.",
        Nature::Program => "Это программа.",
        Nature::Jpg => "Это картинка JPG.",
        Nature::Png => "Это картинка PNG.",
        Nature::Pdf => "Это документ PDF.",
        Nature::Unknown => "",
    },
    advice: |nature| match nature {
        Nature::Heic => {
            "Откройте фотографию на телефоне и сделайте снимок экрана. \
             Чтобы телефон сразу снимал в JPG, выберите в настройках камеры «Наиболее совместимые»."
        }
        Nature::Jpg | Nature::Png => {
            "Уменьшите картинку в программе просмотра или сделайте с неё снимок экрана."
        }
        Nature::Avif | Nature::Webp | Nature::Bmp | Nature::Gif | Nature::Tiff | Nature::Svg => {
            "Откройте картинку и сделайте снимок экрана."
        }
        Nature::Text | Nature::Sheet | Nature::Slides | Nature::Office => {
            "Откройте документ, выберите «Сохранить как» или «Печать», а там PDF."
        }
        Nature::Pdf => "Сохраните документ с меньшим качеством или разделите его на части.",
        Nature::Archive => "Распакуйте архив и приложите файлы из него.",
        Nature::Video => "Приложите снимки экрана с нужными моментами.",
        Nature::Audio => "Расскажите в описании, что на записи.",
        Nature::Program => "Приложите снимок экрана, на котором видно, о чём речь.",
        Nature::Unknown => "Откройте файл и сделайте снимок экрана или сохраните его как PDF.",
    },
    offered: "Это можно исправить здесь, одной кнопкой.",
    to_jpg: "Превратить в\u{a0}JPG",
    to_pdf: "Превратить в\u{a0}PDF",
    other_ways: "Как ещё передать файл",
};
