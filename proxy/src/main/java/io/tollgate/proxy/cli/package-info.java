/** The command line: one class a subcommand, exit codes, and errors as one line. */
package io.tollgate.proxy.cli;
