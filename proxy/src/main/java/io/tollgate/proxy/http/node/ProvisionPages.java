package io.tollgate.proxy.http.node;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code PUT}, {@code PATCH} and {@code DELETE} of {@code /v1/accounts/{name}} and {@code
 * /v1/trunks/{name}}, {@code PUT} and {@code DELETE} of {@code /v1/lists/{name}}: who may call and
 * how fast, changed while calls run. A body says what the configuration's file would say under the
 * name, in YAML or JSON; a PATCH says only the fields that change (RFC 7396). {@code GET
 * /v1/provisioned} names what was put, {@link ProvisioningPages} who did it and when.
 */
public final class ProvisionPages implements Pages {
  /** Some 500,000 address blocks. */
  private static final int LONGEST_LIST = 16 << 20;

  private static final int LONGEST_ENTRY = 1 << 20;

  private final ProvisionSource source;

  /** Changes the configuration by this. */
  public ProvisionPages(ProvisionSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return Stream.of(
            Stream.of(Route.get("/v1/provisioned", this::names)),
            routes("lists", LONGEST_LIST),
            routes("accounts", LONGEST_ENTRY),
            routes("trunks", LONGEST_ENTRY),
            Stream.of(patch("accounts"), patch("trunks")))
        .flatMap(routes -> routes)
        .toList();
  }

  private Stream<Route> routes(String section, int maxBody) {
    String path = path(section);
    return Stream.of(
        Route.put(
                path,
                request ->
                    OutcomeJson.of(
                        source.put(
                            section,
                            name(request),
                            text(request),
                            Requester.admin(request.from()))))
            .withBodyUpTo(maxBody),
        Route.delete(
            path,
            request ->
                OutcomeJson.of(
                    source.remove(section, name(request), Requester.admin(request.from())))));
  }

  private Route patch(String section) {
    return Route.patch(
            path(section),
            request ->
                OutcomeJson.of(
                    source.patch(
                        section, name(request), text(request), Requester.admin(request.from()))))
        .withBodyUpTo(LONGEST_ENTRY);
  }

  private static String path(String section) {
    return "/v1/" + section + "/{name}";
  }

  private static String name(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return request.pathValues().get("name");
  }

  private static String text(Request request) throws BadRequestException {
    return new String(request.body().bytes(), StandardCharsets.UTF_8);
  }

  private Response names(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return Response.list(
        "provisioned", source.provisioned(), (item, json) -> json.writeString(item));
  }
}
