//! A text that is analysed already becomes tantivy's tokens: one a line.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Divides a text that is analysed already: one token a line.
#[derive(Clone)]
pub(super) struct LineTokenizer;

pub(super) struct LineStream<'a> {
    rest: std::str::Split<'a, char>,
    token: Token,
}

impl Tokenizer for LineTokenizer {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        LineStream { rest: text.split('\n'), token: Token::default() }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.rest.find(|line| !line.is_empty()) else { return false };
        self.token.text.clear();
        self.token.text.push_str(line);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
