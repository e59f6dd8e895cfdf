package io.tollgate.proxy.http.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.CdrJson;
import io.tollgate.proxy.cdr.CdrQuery;
import io.tollgate.proxy.cdr.CdrStore;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.exc.JacksonIOException;

/**
 * {@code GET /v1/cdrs}: the latest records, newest first, one a line in an array; {@code limit}
 * (default 50, at most 1,000), {@code account}, {@code trunk}, {@code code}, and {@code before} an
 * id for the next page, which a {@code Link} header names (RFC 8288). {@code GET /v1/cdrs/{id}}:
 * one.
 */
public final class CdrPages implements Pages {
  private static final int DEFAULT_LIMIT = 50;
  private static final Set<String> FILTERS = Set.of("limit", "before", "account", "trunk", "code");

  private final CdrStore store;

  /** Shows the records of this store. */
  public CdrPages(CdrStore store) {
    this.store = store;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/cdrs", this::list),
        Route.get("/v1/cdrs/{id}", request -> one(request.pathValues().get("id"))));
  }

  private Response list(Request request) throws BadRequestException {
    CdrQuery query = query(request.query());
    List<Cdr> records = store.latest(query);
    Response page = Response.jsonStream(200, target -> write(records, target));
    return records.size() < query.limit()
        ? page
        : page.with("Link", "<" + nextPage(query, records.getLast()) + ">; rel=\"next\"");
  }

  private static CdrQuery query(Query query) throws BadRequestException {
    query.allowOnly(FILTERS);
    return new CdrQuery(
        query.number("limit", 1, CdrQuery.MAX_LIMIT, DEFAULT_LIMIT),
        query.text("before"),
        query.text("account"),
        query.text("trunk"),
        cause(query.text("code")));
  }

  private static Optional<HangupCause> cause(Optional<String> code) throws BadRequestException {
    try {
      return code.map(HangupCause::ofCode);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("code", "'" + code.orElse("") + "' is not a cause");
    }
  }

  private static String nextPage(CdrQuery query, Cdr last) {
    List<String> parameters = new ArrayList<>();
    parameters.add("limit=" + query.limit());
    query.account().ifPresent(name -> parameters.add("account=" + encode(name)));
    query.trunk().ifPresent(name -> parameters.add("trunk=" + encode(name)));
    query.cause().ifPresent(cause -> parameters.add("code=" + encode(cause.code())));
    parameters.add("before=" + encode(last.id()));
    return "/v1/cdrs?" + String.join("&", parameters);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static void write(List<Cdr> records, OutputStream target) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    String separator = "[";
    for (Cdr cdr : records) {
      text.write(separator);
      writeOne(cdr, text);
      separator = ",\n";
    }
    text.write(records.isEmpty() ? "[]\n" : "]\n");
    text.flush();
  }

  private static void writeOne(Cdr cdr, Writer text) throws IOException {
    try {
      CdrJson.write(cdr, text);
    } catch (JacksonIOException e) {
      throw e.getCause(); // the client went away
    }
  }

  private Response one(String id) {
    return store
        .find(id)
        .map(
            cdr ->
                Response.of(
                    200,
                    "application/json",
                    (CdrJson.toJson(cdr) + "\n").getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> Response.error(404, "no record has this id", "id"));
  }
}
