//! As little HTTP/1.1 as a load client can do with: one kept connection, blocking, bodies with a length or in chunks.
//! It shares two cores with the server that it measures, so it must cost next to nothing.
//! Not for: anything but a server on loopback; other addresses are refused.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The header line of a body in JSON.
pub const JSON: &str = "Content-Type: application/json\r\n";

/// What the server said.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    pub location: Option<String>,
}

impl Answer {
    /// The answer, or an error that shows it, where it is none of success.
    pub fn ok(self) -> io::Result<Self> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        let text = String::from_utf8_lossy(&self.body).chars().take(500).collect::<String>();
        Err(io::Error::other(format!("status {}: {text}", self.status)))
    }

    /// The body as JSON.
    pub fn json(&self) -> io::Result<serde_json::Value> {
        serde_json::from_slice(&self.body).map_err(io::Error::other)
    }
}

/// One connection, kept between requests.
pub struct Client {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Client {
    /// Connects to an address on loopback.
    pub fn connect(address: SocketAddr) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            return Err(io::Error::other(format!(
                "{address} is not on loopback: load stays on this machine"
            )));
        }
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream), address })
    }

    /// Sends one request and reads its answer. `headers` are whole lines, each ending in CR LF.
    pub fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> io::Result<Answer> {
        let mut request = Vec::with_capacity(256 + headers.len() + body.len().min(64 * 1024));
        write!(
            request,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n{headers}\r\n",
            self.address,
            body.len()
        )?;
        // One segment where it is small; a large body is not copied.
        if body.len() <= 64 * 1024 {
            request.extend_from_slice(body);
            self.stream.get_mut().write_all(&request)?;
        } else {
            self.stream.get_mut().write_all(&request)?;
            self.stream.get_mut().write_all(body)?;
        }
        self.answer(method == "HEAD")
    }

    fn answer(&mut self, head_only: bool) -> io::Result<Answer> {
        let mut line = String::new();
        self.line(&mut line)?;
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .ok_or_else(|| io::Error::other(format!("no status line: {line:?}")))?;
        let (mut length, mut chunked, mut location) = (0_usize, false, None);
        loop {
            self.line(&mut line)?;
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().map_err(io::Error::other)?;
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.eq_ignore_ascii_case("chunked");
            } else if name.eq_ignore_ascii_case("location") {
                location = Some(value.to_owned());
            }
        }
        let mut body = Vec::new();
        if !head_only && chunked {
            loop {
                self.line(&mut line)?;
                let size = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
                let from = body.len();
                body.resize(from + size, 0);
                self.stream.read_exact(&mut body[from..])?;
                self.line(&mut line)?;
                if size == 0 {
                    break;
                }
            }
        } else if !head_only {
            body.resize(length, 0);
            self.stream.read_exact(&mut body)?;
        }
        Ok(Answer { status, body, location })
    }

    fn line(&mut self, line: &mut String) -> io::Result<()> {
        line.clear();
        if self.stream.read_line(line)? == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server hung up"));
        }
        line.truncate(line.trim_end().len());
        Ok(())
    }
}
