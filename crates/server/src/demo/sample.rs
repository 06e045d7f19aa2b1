//! The stories of the demo, as data.

use opora_contract::{
    request::ActionState::{self, Checked, Missing},
    standing::Stage,
    status::Status::{self, Approval, Approved, InProgress, Refused, Sent},
};

/// What somebody does.
pub enum Act {
    /// An employee: where to, and why.
    Step(Status, &'static str),
    /// What is asked for: text, how far it is, what is wrong with it.
    Ask(
        &'static str,
        &'static [(&'static str, ActionState, &'static str)],
    ),
    Stage(Stage, &'static str),
    Reply(&'static str),
    /// The applicant.
    Write(&'static str),
    Repeat(&'static str),
    Agree,
    Withdraw,
}

use Act::{Agree, Ask, Repeat, Reply, Step, Withdraw, Write};

pub struct Sample {
    pub form: &'static str,
    pub fields: &'static [(&'static str, &'static str)],
    pub contact: &'static str,
    pub days_ago: i64,
    pub acts: &'static [Act],
}

const TAKEN: Act = Step(InProgress, "Передано специалисту: проверяем сведения");

pub const SAMPLES: [Sample; 11] = [
    Sample {
        form: "feedback",
        fields: &[
            ("category", "question"),
            ("subject", "Как изменить электронную почту в профиле?"),
            (
                "description",
                "Почта, указанная при регистрации, больше не работает. Как поменять её на новую?",
            ),
        ],
        contact: "+79120000001",
        days_ago: 0,
        acts: &[],
    },
    // The correspondence.
    Sample {
        form: "feedback",
        fields: &[
            ("category", "error"),
            ("subject", "Не сохраняется форма заявления"),
            (
                "description",
                "Заполняю заявление, нажимаю «Сохранить», страница загружается заново, поля пустые.",
            ),
        ],
        contact: "+79120000002",
        days_ago: 1,
        acts: &[
            TAKEN,
            Reply(
                "Здравствуйте! Подскажите, в каком браузере вы открываете заявление и на каком шаге нажимаете «Сохранить»?",
            ),
            Write("Яндекс Браузер на ноутбуке, последний шаг, после выбора отделения."),
            Reply("Спасибо, ошибку повторили и передали разработчикам. Напишем, как исправят."),
        ],
    },
    Sample {
        form: "feedback",
        fields: &[
            ("category", "suggestion"),
            ("subject", "Добавить поиск по номеру заявки"),
            (
                "description",
                "В списке заявок удобно было бы искать по последним цифрам номера.",
            ),
        ],
        contact: "ivan@example.ru",
        days_ago: 3,
        acts: &[
            TAKEN,
            Step(
                Approval,
                "Предложение согласуют с отделом разработки портала",
            ),
        ],
    },
    // Two documents, one of them checked.
    Sample {
        form: "feedback",
        fields: &[
            ("category", "error"),
            ("subject", "Портал не принимает справку о доходах"),
            (
                "description",
                "Загружаю справку, проверка пишет, что документ не распознан. Справка настоящая.",
            ),
        ],
        contact: "anna@example.ru",
        days_ago: 2,
        acts: &[
            TAKEN,
            Ask(
                "Сверим документы вручную, для этого не хватает справки",
                &[
                    ("Паспорт: страница с фотографией", Checked, ""),
                    (
                        "Справка о доходах: PNG, JPG или PDF до 5\u{a0}МБ",
                        Missing,
                        "На присланном снимке не видна печать: снимите лист целиком",
                    ),
                ],
            ),
        ],
    },
    Sample {
        form: "feedback",
        fields: &[
            ("category", "complaint"),
            ("subject", "Долго не отвечали на заявление"),
            (
                "description",
                "Срок ответа прошёл неделю назад, а статус заявления так и не изменился.",
            ),
        ],
        contact: "+79120000005",
        days_ago: 9,
        acts: &[
            TAKEN,
            Step(
                Approved,
                "Жалоба подтвердилась: ответ на заявление направлен вам сегодня",
            ),
        ],
    },
    Sample {
        form: "feedback",
        fields: &[
            ("category", "question"),
            ("subject", "Почему отклонили документ?"),
            (
                "description",
                "Загрузил скан паспорта, через час пришёл отказ без пояснений. Что исправить?",
            ),
        ],
        contact: "+79120000006",
        days_ago: 6,
        acts: &[
            TAKEN,
            Step(
                Refused,
                "Скан нечитаем: сделайте новый при хорошем свете и приложите его к новому обращению",
            ),
        ],
    },
    // Closed, to be rated.
    Sample {
        form: "feedback",
        fields: &[
            ("category", "question"),
            ("subject", "Когда откроется запись на приём?"),
            (
                "description",
                "На следующую неделю нет свободного времени. Подскажите, когда оно появится.",
            ),
        ],
        contact: "olga@example.ru",
        days_ago: 12,
        acts: &[
            TAKEN,
            Step(Approved, "Новое время появляется каждый понедельник утром"),
            Agree,
        ],
    },
    Sample {
        form: "feedback",
        fields: &[
            ("category", "suggestion"),
            ("subject", "Сделать крупнее кнопку входа"),
            (
                "description",
                "С телефона кнопку входа трудно заметить. Сделайте её крупнее и ярче.",
            ),
        ],
        contact: "+79120000008",
        days_ago: 4,
        acts: &[TAKEN, Withdraw],
    },
    Sample {
        form: "certificate",
        fields: &[
            ("category", "income"),
            ("subject", "Для банка: подать на кредит"),
        ],
        contact: "petr@example.ru",
        days_ago: 5,
        acts: &[
            TAKEN,
            Step(Approved, "Справка готова"),
            Step(Sent, "Справка отправлена на вашу почту"),
        ],
    },
    // Refused, and may be appealed.
    Sample {
        form: "dispute",
        fields: &[
            ("number", "7KQ4-22H2"),
            ("category", "refusal"),
            ("subject", "Отказ в справке о составе семьи"),
            (
                "description",
                "Отказали, потому что в базе нет сына. Он записан в мой паспорт и в свидетельство о рождении.",
            ),
            ("demand", "Исправить сведения о семье и выдать справку."),
        ],
        contact: "maria@example.ru",
        days_ago: 7,
        acts: &[
            Step(
                InProgress,
                "Спор передан в отдел по спорам: проверяем полноту",
            ),
            Act::Stage(Stage::Analysis, "Всё на месте: сверяем сведения с реестром"),
            Act::Stage(Stage::Legal, "Нужна оценка юристов: готовят заключение"),
            Step(
                Refused,
                "Запись о рождении сделана в другом регионе и в реестр ещё не поступила: отказ остаётся в силе до её поступления",
            ),
        ],
    },
    // Overdue.
    Sample {
        form: "feedback",
        fields: &[
            ("category", "error"),
            ("subject", "Не приходят уведомления на почту"),
            (
                "description",
                "Статус меняется, а писем нет. Адрес в профиле верный, в спаме тоже пусто.",
            ),
        ],
        contact: "oleg@example.ru",
        days_ago: 16,
        acts: &[
            TAKEN,
            Repeat("Прошли сутки, а ответа нет. Писем по-прежнему не приходит."),
        ],
    },
];
