//! The screen: a terminal in raw mode, on its other page.

use std::fmt::Write as _;
use std::io::{self, Write, stdout};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::{panic, thread};

use anyhow::{Context, Result};
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{Command, queue};

use super::session::{Message, Session};
use crate::cli::terminal::say;
use crate::report::lines::Line;
use crate::watch::{Event, Key, Scroll, Size, Watch};

/// Shows everything on the screen until it ends.
pub(super) fn show(session: Session, tell: Sender<Message>) -> Result<()> {
    let _told_below = Panics::keep();
    let mut screen = Screen::open().context("cannot use the terminal")?;
    let (columns, rows) = size().context("cannot tell the size of the terminal")?;
    thread::spawn(move || listen(&tell));
    session.run(Some(of(columns, rows)), move |watch: &Watch| {
        screen.draw(&watch.screen()).context("cannot write to the terminal")?;
        Ok(true)
    })
}

/// A terminal that is ours. Dropped, it is as it was.
struct Screen {
    has_colours: bool,
}

impl Screen {
    fn open() -> io::Result<Self> {
        enable_raw_mode()?;
        // From here on it is restored, whatever fails.
        let has_colours = anstream::AutoStream::choice(&stdout()) != anstream::ColorChoice::Never;
        let screen = Self { has_colours };
        let mut out = stdout();
        queue!(out, EnterAlternateScreen, Hide)?;
        out.flush()?;
        Ok(screen)
    }

    fn draw(&mut self, lines: &[Line]) -> io::Result<()> {
        let text = self.drawing(lines).expect("writes to memory");
        let mut out = stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// All lines at once, so that nobody sees half of them.
    fn drawing(&self, lines: &[Line]) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        BeginSynchronizedUpdate.write_ansi(&mut text)?;
        for (row, line) in (0..).zip(lines) {
            MoveTo(0, row).write_ansi(&mut text)?;
            // Before the line: at the end of a full one it would take its last character.
            Clear(ClearType::CurrentLine).write_ansi(&mut text)?;
            text.write_str(&if self.has_colours { line.styled() } else { line.text.clone() })?;
        }
        EndSynchronizedUpdate.write_ansi(&mut text)?;
        Ok(text)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let mut out = stdout();
        // Where the terminal is gone there is nothing to be restored.
        let _ = queue!(out, LeaveAlternateScreen, Show).and_then(|()| out.flush());
        let _ = disable_raw_mode();
    }
}

/// Keeps the words of panics from the screen, and says them when it is gone.
struct Panics(Arc<Mutex<Vec<String>>>);

impl Panics {
    fn keep() -> Self {
        let kept = Self(Arc::default());
        let words = kept.0.clone();
        panic::set_hook(Box::new(move |panic| {
            words.lock().unwrap_or_else(PoisonError::into_inner).push(panic.to_string());
        }));
        kept
    }
}

impl Drop for Panics {
    fn drop(&mut self) {
        for words in self.0.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            say(&words);
        }
    }
}

/// Sends what comes from the terminal.
fn listen(tell: &Sender<Message>) {
    loop {
        let message = match event::read() {
            Ok(event::Event::Key(key)) => meaning(key).map(|key| Message::Event(Event::Key(key))),
            Ok(event::Event::Resize(columns, rows)) => {
                Some(Message::Event(Event::Resized(of(columns, rows))))
            }
            Ok(_) => None,
            Err(error) => {
                let _ = tell.send(Message::Lost(error));
                return;
            }
        };
        if message.is_some_and(|message| tell.send(message).is_err()) {
            return;
        }
    }
}

fn of(columns: u16, rows: u16) -> Size {
    Size { columns: columns.into(), rows: rows.into() }
}

fn meaning(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return (key.code == KeyCode::Char('c')).then_some(Key::Quit);
    }
    Some(match key.code {
        KeyCode::Char('h') => Key::Hint,
        KeyCode::Char('n') | KeyCode::Right => Key::Next,
        KeyCode::Char('p') | KeyCode::Left => Key::Previous,
        KeyCode::Char('l') => Key::List,
        KeyCode::Char('r') => Key::Rerun,
        KeyCode::Char('?') => Key::Help,
        KeyCode::Char('q') => Key::Quit,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Char('j') | KeyCode::Down => Key::Scroll(Scroll::Down),
        KeyCode::Char('k') | KeyCode::Up => Key::Scroll(Scroll::Up),
        KeyCode::Char(' ') | KeyCode::PageDown => Key::Scroll(Scroll::PageDown),
        KeyCode::PageUp => Key::Scroll(Scroll::PageUp),
        KeyCode::Home => Key::Scroll(Scroll::Top),
        KeyCode::End => Key::Scroll(Scroll::Bottom),
        _ => return None,
    })
}
