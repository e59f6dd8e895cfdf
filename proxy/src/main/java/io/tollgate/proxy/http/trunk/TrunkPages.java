package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.Trunk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /v1/accounts} and {@code GET /v1/trunks}: who may call and how fast, as it is in
 * force, and how many calls are up. Trunks can be asked for by {@code account}. Users are named;
 * nothing of their passwords is shown, not even hashes.
 */
public final class TrunkPages implements Pages {
  private static final int MOST_ADDRESSES = 100;

  private final TrunkSource source;

  /** Shows the accounts and trunks of this source. */
  public TrunkPages(TrunkSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/accounts", this::accounts), Route.get("/v1/trunks", this::trunks));
  }

  private Response accounts(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return Response.list("accounts", source.accounts(), this::write);
  }

  private Response trunks(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of("account"));
    Optional<String> account = request.query().text("account");
    return Response.list(
        "trunks",
        source.trunks().stream()
            .filter(trunk -> account.isEmpty() || trunk.account().id().equals(account.get()))
            .toList(),
        this::write);
  }

  private void write(Account account, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", account.id());
    json.writeStringProperty("deck", account.deck());
    json.writeNumberProperty("cps", account.cps());
    account.credit().ifPresent(credit -> LimitsJson.write(credit, json));
    LimitsJson.write(account.limits(), json);
    json.writeNumberProperty("activeCalls", source.activeCalls(account));
    json.writeEndObject();
  }

  private void write(Trunk trunk, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", trunk.id());
    json.writeStringProperty("account", trunk.account().id());
    json.writeStringProperty("auth", trunk.auth().label());
    trunk.user().ifPresent(user -> json.writeStringProperty("user", user.name()));
    json.writeNumberProperty("cps", trunk.cps());
    LimitsJson.write(trunk.limits(), json);
    json.writeNumberProperty("activeCalls", source.activeCalls(trunk));
    json.writeNumberProperty("addressBlocks", trunk.addressCount());
    json.writeName("addresses");
    json.writeStartArray();
    trunk.recognition().sources().stream()
        .flatMap(source -> source.addresses().stream())
        .limit(MOST_ADDRESSES)
        .map(AddressPrefix::toString)
        .forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }
}
