package io.tollgate.proxy.http.node;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import java.util.List;
import java.util.Set;

/**
 * {@code POST /v1/reload}: reads the configuration again. 200 with what changed; 409 with the
 * fields that need a restart; 422 with the place of the mistake. Unless it is 200, nothing changed.
 */
public final class ReloadPages implements Pages {
  private final ReloadSource source;

  /** Has this read the configuration again. */
  public ReloadPages(ReloadSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/v1/reload", this::reload));
  }

  private Response reload(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return OutcomeJson.of(source.reload(Requester.admin(request.from())));
  }
}
