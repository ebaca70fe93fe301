//! What comes from the keys, the files and the grading, one after the other.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use anyhow::{Result, bail};
use grader_runner::interrupt;

use super::saves::Saves;
use super::work::Worker;
use crate::watch::{Command, Event, Place, Size, Watch};

/// How often files are read where the system does not tell when they are saved.
const LOOK: Duration = Duration::from_secs(1);

/// What other threads tell.
pub(super) enum Message {
    /// Something that has to do with what is shown.
    Event(Event),
    /// A file may have been saved.
    Saved,
    /// The terminal cannot be read any more.
    Lost(std::io::Error),
    /// A signal.
    Quit,
}

/// A student at work.
pub(super) struct Session {
    place: Place,
    worker: Worker,
    saves: Saves,
    told: Receiver<Message>,
}

impl Session {
    pub(super) fn new(place: Place, worker: Worker, tell: Sender<Message>, told: Receiver<Message>) -> Self {
        let saves = Saves::start(&place, tell);
        Self { place, worker, saves, told }
    }

    /// Goes on until the student or a signal ends it, or `show` returns `false`. What is known is shown
    /// whenever it has changed.
    pub(super) fn run(
        mut self,
        size: Option<Size>,
        mut show: impl FnMut(&Watch) -> Result<bool>,
    ) -> Result<()> {
        let mut watch = Watch::new(size);
        let ended = self.go_on(&mut watch, &mut show);
        // Nobody has to look at a screen meanwhile.
        drop(show);
        self.worker.stop();
        ended
    }

    fn go_on(&mut self, watch: &mut Watch, show: &mut impl FnMut(&Watch) -> Result<bool>) -> Result<()> {
        let mut goes_on = self.read(watch);
        while goes_on && show(watch)? {
            goes_on = match self.next()? {
                Some(message) => self.take(watch, message)?,
                None => true,
            };
            // A key that is held down, or a class of reports, need not be drawn one by one.
            while goes_on && let Ok(message) = self.told.try_recv() {
                goes_on = self.take(watch, message)?;
            }
        }
        Ok(())
    }

    /// What is told next; if the system does not tell of all files, now and then that they may be saved.
    fn next(&self) -> Result<Option<Message>> {
        let told = if self.saves.are_told() {
            self.told.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            self.told.recv_timeout(LOOK)
        };
        match told {
            Ok(message) => Ok(Some(message)),
            Err(RecvTimeoutError::Timeout) => Ok(Some(Message::Saved)),
            Err(RecvTimeoutError::Disconnected) => bail!("all that there was to wait for is gone"),
        }
    }

    /// Whether it goes on.
    fn take(&mut self, watch: &mut Watch, message: Message) -> Result<bool> {
        match message {
            Message::Event(event) => Ok(self.pass_on(watch, event)),
            Message::Saved => Ok(self.read(watch)),
            Message::Lost(error) => Err(error.into()),
            Message::Quit => Ok(false),
        }
    }

    fn read(&mut self, watch: &mut Watch) -> bool {
        // First: what is saved from now on is told.
        self.saves.look_at_all();
        let answers = self.place.read().map(Arc::new);
        self.pass_on(watch, Event::Read(answers.map_err(|error| format!("{:#}", anyhow::Error::from(error)))))
    }

    fn pass_on(&mut self, watch: &mut Watch, event: Event) -> bool {
        watch.on(event).into_iter().all(|command| match command {
            Command::Grade(job) => {
                interrupt::resume();
                self.worker.grade(job);
                true
            }
            Command::Cancel => {
                interrupt::interrupt();
                true
            }
            Command::Read => self.read(watch),
            Command::Quit => false,
        })
    }
}
