//! What is read rather than computed with: tables for papers, and a page of HTML.

pub mod html;
mod sheet;

pub use sheet::Printed;
