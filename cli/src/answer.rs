//! `stipple answer`: one question a line in, one answer a line out, no store.
//!
//! Not for: what a question or an answer is (`stipple_core::aftercare::line`).

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

use stipple_core::aftercare::Rulebook;
use stipple_core::aftercare::line::Question;

use crate::sheets::{self, SheetError};

/// The longest line that is read, in bytes; the rest of a longer one is passed over without being kept.
const LONGEST_LINE: usize = 1 << 20;

/// Answers every line of `input`. A bad line is answered with what is wrong with it, and the next one is read.
pub fn run(mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut rulebooks: HashMap<String, Result<Arc<Rulebook>, String>> = HashMap::new();
    let mut line = Vec::new();
    let mut answer = Vec::new();
    let mut drained = false;
    loop {
        if drained {
            output.flush()?;
        }
        match next_line(&mut input, &mut line, &mut output, &mut drained)? {
            Line::End => return output.flush(),
            Line::TooLong => error(&mut answer, &format!("the line is longer than {LONGEST_LINE} bytes")),
            Line::Read if line.iter().all(u8::is_ascii_whitespace) => continue,
            Line::Read => {
                if let Err(why) = respond(&line, &mut rulebooks, &mut answer) {
                    error(&mut answer, &why);
                }
            }
        }
        answer.push(b'\n');
        output.write_all(&answer)?;
    }
}

fn respond(
    line: &[u8],
    rulebooks: &mut HashMap<String, Result<Arc<Rulebook>, String>>,
    answer: &mut Vec<u8>,
) -> Result<(), String> {
    answer.clear();
    let question = Question::parse(line).map_err(|error| error.to_string())?;
    if !rulebooks.contains_key(question.sheet.as_ref()) {
        let read = sheets::named(&question.sheet).map(|sheet| Arc::new(Rulebook::new(Arc::new(sheet))));
        rulebooks.insert(question.sheet.to_string(), read.map_err(|error: SheetError| error.to_string()));
    }
    let rulebook = rulebooks[question.sheet.as_ref()].as_ref().map_err(Clone::clone)?;
    let asked = question.ask(rulebook).map_err(|error| error.to_string())?;
    asked.write(answer).map_err(|error| error.to_string())
}

fn error(answer: &mut Vec<u8>, why: &str) {
    answer.clear();
    let json = serde_json::json!({ "error": why });
    answer.extend_from_slice(json.to_string().as_bytes());
}

enum Line {
    Read,
    TooLong,
    End,
}

/// Reads one line into `line`, without its end. Whoever waits for answers gets those that are ready before this
/// waits for more input; `drained` says that it will wait where nothing else is done before.
fn next_line(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    output: &mut impl Write,
    drained: &mut bool,
) -> io::Result<Line> {
    line.clear();
    let (mut too_long, mut any) = (false, false);
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(if too_long {
                Line::TooLong
            } else if any {
                Line::Read
            } else {
                Line::End
            });
        }
        any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        too_long |= line.len() + part.len() > LONGEST_LINE;
        if !too_long {
            line.extend_from_slice(part);
        }
        let (used, whole) = (end.map_or(buffer.len(), |end| end + 1), buffer.len());
        input.consume(used);
        *drained = used == whole;
        if end.is_some() {
            return Ok(if too_long { Line::TooLong } else { Line::Read });
        }
        // A line in part: more is needed before it can be answered.
        output.flush()?;
    }
}
