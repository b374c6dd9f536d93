//! Wrapping, columns, and what a terminal is kept from.

use super::*;

fn bare(page: Page) -> String {
    anstream::adapter::strip_str(&page.finish()).to_string()
}

fn row(label: &str, lines: &[&str], aside: Option<&str>) -> Row {
    Row {
        label: label.to_owned(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        aside: aside.map(str::to_owned),
    }
}

fn rows() -> Vec<Row> {
    vec![
        row("rinse · shower · moisturise · shave · light sweat", &["from Thu 7 May"], Some("in 1 d 15 h")),
        row(
            "swim · sauna",
            &["30 days after the final session", "Mon 1 Jun at the earliest, had session 1 been the last"],
            None,
        ),
    ]
}

fn board(width: usize) -> String {
    let mut page = Page::new(width);
    let rows = rows();
    page.rows(&Columns::of(width, &rows.iter().collect::<Vec<_>>()), &rows, PLAIN);
    bare(page)
}

#[test]
fn columns_line_up_where_there_is_room() {
    let expected = "  rinse · shower · moisturise · shave · light sweat   from Thu 7 May   in 1 d 15 h
  swim · sauna                                        30 days after the final session
                                                      Mon 1 Jun at the earliest, had session 1
                                                        been the last
";
    assert_eq!(board(98), expected);
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in 20..=100 {
        for line in board(width).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn narrow_pages_stack_their_columns() {
    let text = board(40);
    assert!(
        text.starts_with(
            "  rinse · shower · moisturise · shave ·\n    light sweat\n    from Thu 7 May, in 1 d 15 h\n"
        ),
        "{text}"
    );
}

#[test]
fn wide_letters_take_two_columns() {
    assert_eq!(wrap("日本語 テスト", 6), ["日本語", "テスト"]);
    assert_eq!(wrap("日本語", 4), ["日本", "語"]);
    assert_eq!(wrap("", 5), [""]);
    assert_eq!(wrap("a · b", 3), ["a ·", "b"]);
}

#[test]
fn a_title_goes_to_two_lines_where_one_is_too_short() {
    let mut page = Page::new(30);
    page.title("Day 4 after session 1", "Scalp Envy");
    assert_eq!(bare(page), "Day 4 after session 1\nScalp Envy\n");
    let mut page = Page::new(40);
    page.title("Day 4 after session 1", "Scalp Envy");
    assert_eq!(bare(page), "Day 4 after session 1         Scalp Envy\n");
}

#[test]
fn nothing_in_a_text_can_steer_a_terminal() {
    assert_eq!(clean("a\u{1b}[31mb\nc\u{7}\u{9b}d\u{202e}e"), "a\u{fffd}[31mb c\u{fffd}\u{fffd}de");
}

#[test]
fn names_stand_once_beside_their_lines() {
    let mut page = Page::new(60);
    page.named(&[
        ("Today", vec!["sun cream".to_owned()]),
        ("Next", vec!["one".to_owned(), "two".to_owned()]),
    ]);
    assert_eq!(bare(page), "Today     sun cream\nNext      one\n          two\n");
}
