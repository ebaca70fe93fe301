//! `returned = { answers = "urls" }`: the results of a call are what the scenario's web answers.

use grader_trace::Value;

use super::Answers;
use crate::cause::Cause;
use crate::report::Finding;
use crate::requests::{result, urls, web};
use crate::run::Run;
use crate::{cause, timeline, words};

/// The first result that is another one.
pub(super) fn check(rule: &Answers, value: &Value, run: Run<'_>) -> Option<Finding> {
    let limit = rule.limit.as_ref().and_then(|limit| limit.resolve(run)?.as_duration());
    let urls = urls(run, &rule.urls);
    let web = web(run)?;
    let wanted: Vec<Option<Value>> = urls.iter().map(|url| result(web, url, limit)).collect();
    if let Some(Value::Text(url)) = run.case.inputs.get(&rule.urls) {
        let wanted = wanted.first()?.as_ref()?;
        let expected = format!("the call to return {}, as {} answers", words::value(wanted), words::url(url));
        let cause = || cause::answers::other(run, url, (wanted, value), limit);
        return (value != wanted).then(|| finding(expected, value, run, cause()));
    }
    let Value::List(results) = value else { return Some(no_list(value)) };
    if results.len() != urls.len() {
        return Some(number(&rule.urls, urls.len(), results, run));
    }
    let (index, wanted_here) = wanted
        .iter()
        .enumerate()
        .find_map(|(index, wanted)| Some((index, wanted.as_ref().filter(|one| *one != &results[index])?)))?;
    let (url, observed) = (urls[index], &results[index]);
    let expected = format!(
        "result {} of {} to be {}, as {} answers",
        index + 1,
        results.len(),
        words::value(wanted_here),
        words::url(url)
    );
    let cause = cause::answers::in_another_order(run, &wanted, results, &urls)
        .or_else(|| cause::answers::other(run, url, (wanted_here, observed), limit));
    Some(finding(expected, observed, run, cause))
}

fn finding(expected: String, observed: &Value, run: Run<'_>, cause: Option<Cause>) -> Finding {
    let mut finding = Finding {
        expected: Some(expected),
        observed: Some(words::value(observed)),
        timeline: timeline::of(run),
        ..Finding::default()
    };
    if let Some(cause) = cause {
        cause.attach(&mut finding);
    }
    finding
}

fn no_list(value: &Value) -> Finding {
    Finding {
        expected: Some("the call to return a list".to_owned()),
        observed: Some(format!("{}, which is {}", words::value(value), words::kind(value))),
        ..Finding::default()
    }
}

/// As many results as URLs are missing, or others are too many.
fn number(input: &str, wanted: usize, results: &[Value], run: Run<'_>) -> Finding {
    let expected = format!("a result for each of the URLs in {input}, {wanted}");
    let mut finding = Finding {
        expected: Some(expected),
        observed: Some(words::count(results.len(), "result")),
        timeline: timeline::of(run),
        ..Finding::default()
    };
    if let Some(cause) = cause::answers::fewer(run, wanted, results) {
        cause.attach(&mut finding);
    }
    finding
}

#[cfg(test)]
mod tests {
    use grader_trace::{RequestEnd, Trace};

    use super::*;
    use crate::rule::Amount;
    use crate::sample::{ms, page, said, trace, with_web};

    const OK: RequestEnd = RequestEnd::Answered { status: 200 };
    const A: &str = "http://a.test/";
    const B: &str = "http://b.test/";
    const LINE: &[&str] = &["src/multiple.rs:9"];

    /// Both URLs are asked for at once: one has a page, the other an error.
    fn both() -> Trace {
        trace()
            .request(0..3000, A, OK, LINE)
            .request(0..1000, B, RequestEnd::Answered { status: 404 }, LINE)
            .done()
    }

    fn judged(trace: &Trace, returned: &Value, limit: u64) -> Option<Finding> {
        let web = [(A, page(2000, 200, "A", 1000)), (B, page(1000, 404, "none", 0))];
        let limits = [("limit", Value::Duration(ms(limit)))];
        let rule = Answers { urls: "urls".to_owned(), limit: Some(Amount::Input("limit".to_owned())) };
        with_web(trace, &web, &[A, B], &limits, |run| check(&rule, returned, run))
    }

    fn ok(text: &str) -> Value {
        Value::variant("Ok", [Value::Text(text.to_owned())])
    }

    fn error(name: &str, fields: &[Value]) -> Value {
        Value::variant("Err", [Value::variant(name, fields)])
    }

    fn not_found() -> Value {
        error("Status", &[Value::Int(404)])
    }

    #[track_caller]
    fn tells(returned: Vec<Value>, limit: u64, told: (&str, &str), cause: &str) {
        let finding = judged(&both(), &Value::List(returned), limit);
        assert_eq!(said(finding.as_ref()), Some(told));
        assert_eq!(finding.unwrap().cause.as_deref(), Some(cause));
    }

    #[test]
    fn results_are_what_was_answered_in_the_order_of_the_urls() {
        assert_eq!(judged(&both(), &Value::List(vec![ok("A"), not_found()]), 5000), None);
        tells(
            vec![not_found(), ok("A")],
            5000,
            ("result 1 of 2 to be Ok(\"A\"), as http://a.test/ answers", "Err(Status(404))"),
            "the results stand in the order in which the requests were over, not in that of the URLs",
        );
        tells(
            vec![ok("A"), ok("none")],
            5000,
            ("result 2 of 2 to be Err(Status(404)), as http://b.test/ answers", "Ok(\"none\")"),
            "the text of an error page is no result: `error_for_status()` turns the status into an error",
        );
        tells(
            vec![ok(""), not_found()],
            5000,
            ("result 1 of 2 to be Ok(\"A\"), as http://a.test/ answers", "Ok(\"\")"),
            "the text of the answer is lost",
        );
    }

    #[test]
    fn a_result_is_there_for_every_url() {
        tells(
            vec![ok("A")],
            5000,
            ("a result for each of the URLs in urls, 2", "1 result"),
            "failures are left out: each of them is a result too, an `Err`",
        );
        tells(
            vec![],
            5000,
            ("a result for each of the URLs in urls, 2", "0 results"),
            "the request for http://b.test/ has failed: what has come of the others is lost",
        );
        assert_eq!(
            said(judged(&both(), &Value::Int(2), 5000).as_ref()),
            Some(("the call to return a list", "2, which is a whole number"))
        );
    }

    #[test]
    fn what_comes_too_late_is_no_result() {
        let late = vec![error("TimedOut", &[]), not_found()];
        assert_eq!(judged(&both(), &Value::List(late.clone()), 2500), None);
        tells(
            vec![ok("A"), not_found()],
            2500,
            ("result 1 of 2 to be Err(TimedOut), as http://a.test/ answers", "Ok(\"A\")"),
            "its request was not given up in time: it took 3 s",
        );
        tells(
            late,
            5000,
            ("result 1 of 2 to be Ok(\"A\"), as http://a.test/ answers", "Err(TimedOut)"),
            "it was given up after 3 s",
        );
    }

    #[test]
    fn what_waits_for_its_turn_is_not_late() {
        let waits =
            trace().request(0..1000, B, OK, LINE).request(1000..2000, A, RequestEnd::Cancelled, LINE).done();
        let returned = Value::List(vec![error("TimedOut", &[]), not_found()]);
        let finding = judged(&waits, &returned, 4000).unwrap();
        assert_eq!(
            finding.cause.as_deref(),
            Some(
                "its request was sent only at 1 s and given up 1 s later: to wait for its turn does not count"
            )
        );
        let never = trace().request(0..1000, B, OK, LINE).done();
        let finding = judged(&never, &returned, 4000).unwrap();
        assert_eq!(finding.cause.as_deref(), Some("it is given up before its request is even sent"));
    }
}
