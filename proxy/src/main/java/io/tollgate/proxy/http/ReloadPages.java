package io.tollgate.proxy.http;

import java.util.List;
import java.util.Set;

/**
 * {@code POST /v1/reload}: reads the configuration again. 200 with what changed; 409 with the
 * fields that need a restart; 422 with the place of the mistake. Unless it is 200, nothing changed.
 */
final class ReloadPages {
  private final ReloadSource source;

  ReloadPages(ReloadSource source) {
    this.source = source;
  }

  List<Route> routes() {
    return List.of(Route.post("/v1/reload", this::reload));
  }

  private Response reload(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return OutcomeJson.of(source.reload(request.requester()));
  }
}
