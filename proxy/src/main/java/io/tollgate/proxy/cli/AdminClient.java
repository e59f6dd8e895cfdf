package io.tollgate.proxy.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Options that name a running edge's administration server, and the way to talk to it. The token is
 * never on the command line, which every user of a machine can see.
 */
final class AdminClient {
  private static final String TOKEN_VARIABLE = "TOLLGATE_ADMIN_TOKEN";
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = {"The running edge's http.bind.", "Default: ${DEFAULT-VALUE}."})
  private URI server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "The file that holds the edge's http.token.",
        "Default: what " + TOKEN_VARIABLE + " in the environment holds."
      })
  private Path tokenFile;

  /** An answer. */
  record Answer(int status, String body) {
    boolean isGood() {
      return status / 100 == 2;
    }
  }

  /**
   * Sends a request without a body.
   *
   * @param environment the value of an environment variable, or null
   * @throws IOException where nobody answers there
   */
  Answer send(String method, String path, Function<String, String> environment)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(ANSWERS_WITHIN)
            .method(method, BodyPublishers.noBody());
    token(environment).ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECTS_WITHIN).build()) {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      String why = e.getMessage() == null ? "it cannot be reached" : e.getMessage();
      throw new IOException("no edge answers at " + server + " (" + why + ")", e);
    }
  }

  private URI uri(String path) {
    boolean isHttp =
        server.isAbsolute()
            && server.getHost() != null
            && (server.getScheme().equals("http") || server.getScheme().equals("https"));
    if (!isHttp) {
      throw new ParameterException(
          spec.commandLine(), "--server " + server + " is no URL such as http://127.0.0.1:8080");
    }
    return server.resolve(path);
  }

  private Optional<String> token(Function<String, String> environment) {
    if (tokenFile == null) {
      return Optional.ofNullable(environment.apply(TOKEN_VARIABLE)).filter(t -> !t.isBlank());
    }
    try {
      return Optional.of(Files.readString(tokenFile).strip());
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "--token-file " + tokenFile + " cannot be read", e);
    }
  }
}
