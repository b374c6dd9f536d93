//! The `stipple` program.
mod answer;
mod sheets;
fn main() {
    answer::run(std::io::stdin().lock(), std::io::BufWriter::new(std::io::stdout().lock())).unwrap();
}
