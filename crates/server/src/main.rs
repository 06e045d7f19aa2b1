//! The program `opora-server`; everything it does is in the library, where tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    opora_server::command::main()
}
