//! A mail server that takes letters to show them to a test, in every mood that mail servers have.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use mailparse::{MailHeaderMap, ParsedMail};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::watch,
    time::{Instant, sleep},
};
use tokio_rustls::TlsAcceptor;

/// How long a test waits for what must come.
const DEADLINE: Duration = Duration::from_secs(20);

/// How the server meets whoever comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    #[default]
    Friendly,
    /// Greets with these words.
    Greets(&'static str),
    /// Asks for this user and password, in base 64.
    Asks(&'static str),
    /// Answers with these words about one recipient.
    AboutRecipient(&'static str, &'static str),
    /// Knows addresses in Latin letters alone, and letters of seven bits.
    IsOld,
    /// Takes the letter, and hangs up instead of saying so.
    HangsUp,
    /// Takes the letter, and says so once the mood is another.
    Hesitates,
}

/// How the line is protected.
#[derive(Clone, Default)]
pub enum Line {
    #[default]
    Plain,
    Wrapped(TlsAcceptor),
    /// After STARTTLS, and nothing before it.
    Upgraded(TlsAcceptor),
}

/// A letter as it was handed over.
#[derive(Clone, Debug, Default)]
pub struct Received {
    pub hello: String,
    pub from: String,
    pub to: Vec<String>,
    pub data: Vec<u8>,
    /// Whether the line was encrypted.
    pub is_private: bool,
}

impl Received {
    pub fn mail(&self) -> ParsedMail<'_> {
        mailparse::parse_mail(&self.data).unwrap()
    }

    /// The only header of a name, decoded.
    pub fn header(&self, name: &str) -> String {
        let values = self.mail().headers.get_all_values(name);
        assert_eq!(values.len(), 1, "{name}: {values:?}");
        values[0].clone()
    }

    /// The text, decoded.
    pub fn text(&self) -> String {
        let mail = self.mail();
        assert!(mail.subparts.is_empty(), "plain text and nothing else");
        mail.get_body().unwrap().replace("\r\n", "\n")
    }
}

struct Shared {
    mood: watch::Sender<Mood>,
    received: Mutex<Vec<Received>>,
    /// Sessions that were begun.
    sessions: watch::Sender<usize>,
    line: Line,
}

/// A mail server on a port of its own. Down until it is opened; then whoever connects is served.
pub struct Sink {
    pub address: SocketAddr,
    shared: Arc<Shared>,
    closed: Option<TcpSocket>,
}

impl Sink {
    /// One that is up.
    pub async fn start() -> Self {
        Self::start_with(Line::Plain).await
    }

    pub async fn start_with(line: Line) -> Self {
        let mut sink = Self::down_with(line);
        sink.open();
        sink
    }

    /// One that refuses connections until it is opened.
    pub fn down() -> Self {
        Self::down_with(Line::Plain)
    }

    fn down_with(line: Line) -> Self {
        // Bound, the port is taken; not listening, it refuses.
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        Self {
            address: socket.local_addr().unwrap(),
            shared: Arc::new(Shared {
                mood: watch::Sender::default(),
                received: Mutex::default(),
                sessions: watch::Sender::default(),
                line,
            }),
            closed: Some(socket),
        }
    }

    pub fn open(&mut self) {
        let socket = self.closed.take().expect("open already");
        let listener = socket.listen(64).unwrap();
        tokio::spawn(accept(listener, self.shared.clone()));
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn be(&self, mood: Mood) {
        self.shared.mood.send_replace(mood);
    }

    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// The only letter so far.
    pub fn only(&self) -> Received {
        let received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received[0].clone()
    }

    /// The letters, once there are so many.
    pub async fn arrived(&self, count: usize) -> Vec<Received> {
        let until = Instant::now() + DEADLINE;
        loop {
            let received = self.received();
            if received.len() >= count {
                return received;
            }
            assert!(
                Instant::now() < until,
                "{} of {count} letters",
                received.len()
            );
            sleep(Duration::from_millis(5)).await;
        }
    }

    /// Waits until somebody has come.
    pub async fn visited(&self) {
        let mut sessions = self.shared.sessions.subscribe();
        let visited = sessions.wait_for(|sessions| *sessions > 0);
        let visited = tokio::time::timeout(DEADLINE, visited).await;
        visited.expect("somebody comes").unwrap();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = shared.clone();
        tokio::spawn(async move {
            shared.sessions.send_modify(|sessions| *sessions += 1);
            // Whoever hangs up ends the session.
            protected(stream, &shared).await.ok();
        });
    }
}

async fn protected(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    match &shared.line {
        Line::Plain => Session::new(stream, shared, false).run().await,
        Line::Wrapped(acceptor) => {
            let stream = acceptor.accept(stream).await?;
            Session::new(stream, shared, true).run().await
        }
        Line::Upgraded(acceptor) => {
            ask_for_tls(&mut stream).await?;
            let stream = acceptor.accept(stream).await?;
            let mut session = Session::new(stream, shared, true);
            session.is_greeted = true;
            session.run().await
        }
    }
}

/// Takes no command but STARTTLS.
async fn ask_for_tls(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(b"220 sink\r\n").await?;
    let mut typed = Vec::new();
    loop {
        let byte = stream.read_u8().await?;
        typed.push(byte);
        if byte != b'\n' {
            continue;
        }
        let command = String::from_utf8_lossy(&typed).to_uppercase();
        typed.clear();
        if command.starts_with("EHLO") {
            stream.write_all(b"250-sink\r\n250 STARTTLS\r\n").await?;
        } else if command.starts_with("STARTTLS") {
            return stream.write_all(b"220 go on\r\n").await;
        } else {
            stream.write_all(b"530 STARTTLS first\r\n").await?;
        }
    }
}

struct Session<'a, S> {
    stream: BufReader<S>,
    shared: &'a Shared,
    letter: Received,
    is_greeted: bool,
    is_known: bool,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Session<'a, S> {
    fn new(stream: S, shared: &'a Shared, is_private: bool) -> Self {
        Self {
            stream: BufReader::new(stream),
            shared,
            letter: Received {
                is_private,
                ..Received::default()
            },
            is_greeted: false,
            is_known: false,
        }
    }

    fn mood(&self) -> Mood {
        *self.shared.mood.borrow()
    }

    async fn say(&mut self, words: &str) -> std::io::Result<()> {
        self.stream.write_all(words.as_bytes()).await?;
        self.stream.write_all(b"\r\n").await?;
        self.stream.flush().await
    }

    async fn run(mut self) -> std::io::Result<()> {
        if !self.is_greeted {
            match self.mood() {
                Mood::Greets(words) => return self.say(words).await,
                _ => self.say("220 sink").await?,
            }
        }
        let mut line = String::new();
        while self.stream.read_line(&mut line).await? > 0 {
            let command = std::mem::take(&mut line);
            if !self.obey(command.trim_end()).await? {
                break;
            }
        }
        Ok(())
    }

    /// Whether the session goes on.
    async fn obey(&mut self, command: &str) -> std::io::Result<bool> {
        let verb = command.split([' ', ':']).next().unwrap_or_default();
        let argument = command.get(verb.len() + 1..).unwrap_or_default();
        let answer = match verb.to_uppercase().as_str() {
            "EHLO" => {
                self.letter.hello = argument.to_owned();
                match self.mood() {
                    Mood::IsOld => "250 sink".to_owned(),
                    _ => "250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN".to_owned(),
                }
            }
            "AUTH" => self.judge(argument),
            "NOOP" => "250 yes".to_owned(),
            "QUIT" => {
                self.say("221 bye").await?;
                return Ok(false);
            }
            _ if matches!(self.mood(), Mood::Asks(_)) && !self.is_known => {
                "530 5.7.0 who are you?".to_owned()
            }
            "MAIL" => {
                self.letter.from = address(argument);
                self.letter.to.clear();
                "250 go on".to_owned()
            }
            "RCPT" => self.recipient(argument),
            "DATA" => {
                self.say("354 go on").await?;
                return self.data().await;
            }
            _ => "500 what?".to_owned(),
        };
        self.say(&answer).await?;
        Ok(true)
    }

    fn judge(&mut self, argument: &str) -> String {
        let Mood::Asks(expected) = self.mood() else {
            return "235 as you like".to_owned();
        };
        self.is_known = argument == format!("PLAIN {expected}");
        match self.is_known {
            true => "235 welcome".to_owned(),
            false => "535 5.7.8 no such user or password".to_owned(),
        }
    }

    fn recipient(&mut self, argument: &str) -> String {
        let address = address(argument);
        if let Mood::AboutRecipient(who, words) = self.mood()
            && address.eq_ignore_ascii_case(who)
        {
            // As servers do: the address comes back in the answer.
            return format!("{words} <{address}>");
        }
        self.letter.to.push(address);
        "250 go on".to_owned()
    }

    async fn data(&mut self) -> std::io::Result<bool> {
        let mut data = Vec::new();
        let mut line = Vec::new();
        while self.stream.read_until(b'\n', &mut line).await? > 0 {
            if line == b".\r\n" {
                break;
            }
            let stuffed = usize::from(line.starts_with(b"."));
            data.extend_from_slice(&line[stuffed..]);
            line.clear();
        }
        let letter = Received {
            data,
            ..self.letter.clone()
        };
        self.shared.received.lock().unwrap().push(letter);
        match self.mood() {
            Mood::HangsUp => return Ok(false),
            Mood::Hesitates => {
                let mut mood = self.shared.mood.subscribe();
                mood.wait_for(|mood| *mood != Mood::Hesitates).await.ok();
            }
            _ => {}
        }
        self.say("250 taken").await?;
        Ok(true)
    }
}

/// What stands between the angles of `FROM:<…>` and `TO:<…>`.
fn address(argument: &str) -> String {
    let inner = argument
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or(argument, |(address, _)| address).to_owned()
}
