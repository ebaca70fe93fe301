//! `requests`: what a client of the course's was asked for, how often, and how many at a time.

mod at_once;
mod each;

use grader_trace::Value;

use super::{Amount, AtOnce, Requests};
use crate::report::Finding;
use crate::requests::{Request, requests};
use crate::run::{Run, TICK};
use crate::{cause, timeline, words};

/// The first bound that does not hold.
pub(crate) fn check(rule: &Requests, run: Run<'_>) -> Option<Finding> {
    let requests = requests(run.trace);
    let each = || each::check(rule.each.as_deref()?, &requests, run);
    let most = || at_once::check_most(rule.at_most.as_ref()?, &requests, run);
    let least = || match rule.at_least.as_ref()? {
        AtOnce::All => at_once::check_all(&requests, run),
        AtOnce::Count(count) => at_once::check_least(count, rule.each.as_deref(), &requests, run),
    };
    let limit = || limit(rule.limit.as_ref()?, &requests, run);
    let mut finding = each().or_else(most).or_else(least).or_else(limit)?;
    finding.timeline = timeline::of(run);
    Some(finding)
}

/// The first request that is open for too long.
fn limit(limit: &Amount, requests: &[Request<'_>], run: Run<'_>) -> Option<Finding> {
    let wanted = limit.resolve(run)?;
    let time = wanted.as_duration()?;
    let late = requests.iter().find(|request| request.length() > time.saturating_add(TICK))?;
    let mut finding = Finding {
        expected: Some(format!("no request to be open for longer than {}", called(limit, &wanted))),
        observed: Some(format!(
            "the request for {} was open for {}",
            words::url(late.url),
            words::seconds(late.length())
        )),
        ..Finding::default()
    };
    cause::requests::too_long(run, late, time).attach(&mut finding);
    Some(finding)
}

/// An amount with its name: `limit, 2 s`.
fn called(amount: &Amount, value: &Value) -> String {
    match amount {
        Amount::Input(name) => format!("{name}, {value}"),
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests;
