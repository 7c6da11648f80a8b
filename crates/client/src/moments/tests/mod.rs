mod backend;
mod choosing;
mod exports;
mod offline;
mod reading;
mod shop;
mod years;
