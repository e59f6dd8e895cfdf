package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.Suggestion;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code tollgate}. Exit codes: 0 all is well, 2 the command line or the configuration
 * is wrong, 1 anything else. An error is one line on standard error.
 */
@Command(
    name = "tollgate",
    description = "A SIP trunk edge that prices every call before it rings.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 all is well, 1 something failed, 2 the command line or the configuration is"
          + " wrong.",
      "Start with: tollgate run"
    })
public final class Cli implements Runnable {
  /** Something failed that no operator's file is to blame for. */
  static final int FAILED = 1;

  /** The command line or the configuration is wrong. */
  static final int WRONG = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  /**
   * What the program is told from outside its command line.
   *
   * @param environment the value of an environment variable, or null
   * @param property the value of a system property, or null
   * @param stopSignal asked before something is started that runs until it is told to stop
   * @param passwords where a password is typed
   */
  public record Surroundings(
      Function<String, String> environment,
      Function<String, String> property,
      Supplier<StopSignal> stopSignal,
      PasswordSource passwords) {

    /** The process's own. */
    public static Surroundings ofProcess(ProcessStop stop) {
      return new Surroundings(
          System::getenv, System::getProperty, stop::armed, PasswordSource.OF_PROCESS);
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return new String[] {
        "tollgate %s (Java %s)"
            .formatted(version == null ? "built from sources" : version, Runtime.version())
      };
    }
  }

  /** The whole command line, ready to execute. */
  public static CommandLine commandLine(Starter starter, Surroundings surroundings) {
    Cli cli = new Cli();
    CommandLine config = new CommandLine(new ConfigCommand());
    config.addSubcommand(new ConfigCheckCommand(surroundings));
    CommandLine cdr = new CommandLine(new CdrCommand());
    cdr.addSubcommand(new CdrExplainCommand());
    CommandLine deck = new CommandLine(new DeckCommand());
    deck.addSubcommand(new DeckCheckCommand());
    deck.addSubcommand(new DeckPriceCommand());
    deck.addSubcommand(new DeckDiffCommand());
    CommandLine credit = new CommandLine(new CreditCommand());
    credit.addSubcommand(new CreditShowCommand());
    credit.addSubcommand(new CreditEntryCommand.Add(surroundings));
    credit.addSubcommand(new CreditEntryCommand.Deduct(surroundings));
    credit.addSubcommand(new CreditReleaseCommand(surroundings));
    CommandLine gateway = new CommandLine(new GatewayCommand());
    gateway.addSubcommand(new GatewayListCommand(surroundings));
    gateway.addSubcommand(new GatewayDrainCommand.Drain(surroundings));
    gateway.addSubcommand(new GatewayDrainCommand.Undrain(surroundings));
    CommandLine tool = new CommandLine(cli);
    tool.addSubcommand(new RunCommand(starter, surroundings));
    tool.addSubcommand(new ReloadCommand(surroundings));
    tool.addSubcommand(config);
    tool.addSubcommand(deck);
    tool.addSubcommand(cdr);
    tool.addSubcommand(credit);
    tool.addSubcommand(new NumberCommand(surroundings));
    tool.addSubcommand(gateway);
    tool.addSubcommand(new PopCommand(surroundings));
    tool.addSubcommand(new RouteCommand(surroundings));
    tool.addSubcommand(new CredentialsCommand(surroundings.passwords()));
    tool.setParameterExceptionHandler((e, args) -> cli.misused(e));
    tool.setExecutionExceptionHandler((e, commandLine, parsed) -> cli.failed(e));
    return tool;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private int misused(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("%s: %s; see %s --help".formatted(command, misuse(e), command));
    return WRONG;
  }

  private static String misuse(ParameterException e) {
    Map<String, CommandLine> commands = e.getCommandLine().getSubcommands();
    if (commands.isEmpty() || !(e instanceof UnmatchedArgumentException unmatched)) {
      return oneLine(e);
    }
    String name = unmatched.getUnmatched().getFirst();
    if (name.startsWith("-")) {
      return oneLine(e);
    }
    String remedy =
        Suggestion.forName(name, commands.keySet())
            .map(close -> "did you mean " + close + "?")
            .orElse("there are " + String.join(", ", commands.keySet()));
    return "there is no command '%s' (%s)".formatted(name, remedy);
  }

  private int failed(Exception e) {
    PrintWriter err = spec.commandLine().getErr();
    boolean isTheirs = e instanceof ConfigException;
    err.println(isTheirs ? e.getMessage() : "tollgate: unexpected: " + described(e));
    if (debug) {
      e.printStackTrace(err);
    }
    return isTheirs ? WRONG : FAILED;
  }

  private static String described(Exception e) {
    return e.getMessage() == null ? e.getClass().getName() : oneLine(e);
  }

  private static String oneLine(Exception e) {
    return e.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
