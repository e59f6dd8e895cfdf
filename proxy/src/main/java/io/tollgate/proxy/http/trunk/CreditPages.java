package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.rating.charge.Money;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /v1/credit}: what accounts have. {@code GET /v1/credit/{account}}: one, with the
 * latest changes of its balance and the calls whose money is held. {@code POST
 * /v1/credit/{account}/entries} with {@code {"id": …, "amount": "25.00", "note": …}} changes the
 * balance; sent twice, it is made once. {@code DELETE /v1/credit/held/{call}} lets the money of a
 * call go that was up when an earlier process died.
 */
public final class CreditPages implements Pages {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final int LONGEST_NOTE = 200;
  private static final int ENTRIES_SHOWN = 50;
  private static final Set<String> FIELDS = Set.of("id", "amount", "note");

  private final CreditSource source;
  private final InstantSource clock = InstantSource.system();

  /** Shows and changes the money of this source. */
  public CreditPages(CreditSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/credit", this::list),
        Route.get("/v1/credit/{account}", request -> one(request.pathValues().get("account"))),
        Route.post("/v1/credit/{account}/entries", this::enter),
        Route.delete(
            "/v1/credit/held/{call}", request -> release(request.pathValues().get("call"))));
  }

  private Response list(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return Response.list(
        "accounts",
        source.accounts(),
        (view, json) -> {
          json.writeStartObject();
          write(json, view);
          json.writeEndObject();
        });
  }

  private Response one(String account) {
    Optional<CreditSource.View> view = source.account(account);
    return view.isEmpty() ? notCounted() : Response.json(200, whole(view.get()));
  }

  private JsonText whole(CreditSource.View view) {
    return JsonText.object(
        json -> {
          write(json, view);
          JsonText.array(
              json,
              "entries",
              source.entries(view.account(), ENTRIES_SHOWN),
              entry -> {
                json.writeStartObject();
                json.writeStringProperty("id", entry.id());
                json.writeStringProperty("amount", new Money(entry.amount()).toString());
                json.writeStringProperty("note", entry.note());
                json.writeStringProperty("madeAt", entry.madeAt().toString());
                json.writeEndObject();
              });
          JsonText.array(
              json,
              "heldCalls",
              source.orphans(view.account()),
              hold -> {
                json.writeStartObject();
                json.writeStringProperty("call", hold.call());
                json.writeStringProperty("amount", new Money(hold.amount()).toString());
                json.writeEndObject();
              });
        });
  }

  private static void write(JsonGenerator json, CreditSource.View view) {
    json.writeStringProperty("account", view.account());
    json.writeStringProperty("currency", view.currency());
    json.writeStringProperty("kind", view.kind().isEmpty() ? null : view.kind());
    json.writeStringProperty("limit", view.limit().toString());
    json.writeStringProperty("balance", view.balance().toString());
    json.writeStringProperty("reserved", view.reserved().toString());
    json.writeStringProperty("held", view.held().toString());
    json.writeStringProperty("spentToday", view.spentToday().toString());
    json.writeStringProperty("spentThisMonth", view.spentThisMonth().toString());
  }

  private Response enter(Request request) throws BadRequestException {
    String account = request.pathValues().get("account");
    JsonNode body = body(request);
    CreditBook.Entry entry =
        new CreditBook.Entry(
            id(body),
            account,
            amount(body).nanos(),
            note(body),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return switch (source.enter(entry)) {
      case MADE -> shown(201, account);
      case ALREADY -> shown(200, account);
      case CONTRADICTED -> Response.error(409, "an entry with this id says something else", "id");
      case NO_ACCOUNT -> notCounted();
    };
  }

  private static Response notCounted() {
    return Response.error(
        404,
        "no account of this name has credit or a limit of spending; see /v1/accounts",
        "account");
  }

  private Response shown(int status, String account) {
    return source
        .account(account)
        .map(view -> Response.json(status, whole(view)))
        .orElseGet(() -> Response.error(404, "the account is gone", "account"));
  }

  private static JsonNode body(Request request) throws BadRequestException {
    JsonNode body;
    try {
      body = JSON.readTree(request.body().bytes());
    } catch (JacksonException e) {
      throw new BadRequestException("the body is not JSON");
    }
    if (!body.isObject()) {
      throw new BadRequestException("the body is not a JSON object");
    }
    for (String name : body.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw new BadRequestException(name, "is not known; the fields are id, amount and note");
      }
    }
    return body;
  }

  private static String text(JsonNode body, String name) throws BadRequestException {
    if (!body.path(name).isString()) {
      throw new BadRequestException(name, "is missing, or not a text");
    }
    return body.path(name).asString();
  }

  private static String id(JsonNode body) throws BadRequestException {
    String id = text(body, "id");
    if (!ID.matcher(id).matches()) {
      throw new BadRequestException("id", "is not 1 to 64 of A-Z a-z 0-9 . _ : -");
    }
    return id;
  }

  private static Money amount(JsonNode body) throws BadRequestException {
    try {
      Money amount = Money.parse(text(body, "amount"));
      if (amount.nanos() > CreditBook.MAX_AMOUNT || amount.nanos() < -CreditBook.MAX_AMOUNT) {
        throw new BadRequestException("amount", "is more than 1000000000");
      }
      if (!amount.isZero()) {
        return amount;
      }
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("amount", e.getMessage());
    }
    throw new BadRequestException("amount", "is nothing");
  }

  private static String note(JsonNode body) throws BadRequestException {
    String note = body.has("note") ? text(body, "note") : "";
    if (note.length() > LONGEST_NOTE || note.chars().anyMatch(Character::isISOControl)) {
      throw new BadRequestException(
          "note", "is longer than " + LONGEST_NOTE + " characters, or not one line");
    }
    return note;
  }

  private Response release(String call) {
    return source.release(call)
        ? Response.json(200, JsonText.object(json -> json.writeStringProperty("released", call)))
        : Response.error(404, "no money is held for such a call", "call");
  }
}
