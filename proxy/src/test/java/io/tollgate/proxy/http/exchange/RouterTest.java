package io.tollgate.proxy.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private final Handler things = _ -> Response.error(200, "things");
  private final Handler thing = _ -> Response.error(200, "thing");
  private final Handler make = _ -> Response.error(200, "make");
  private final Route getThings = Route.get("/v1/things", things);
  private final Route getThing = Route.get("/v1/things/{id}", thing);
  private final Route postThings = Route.post("/v1/things", make);
  private final Router router = new Router(List.of(getThings, getThing, postThings));

  @Test
  void findsTheHandlerOfMethodAndPath() throws BadRequestException {
    assertThat(router.find("GET", "/v1/things"))
        .isEqualTo(new Router.Target.Found(getThings, Map.of()));
    assertThat(router.find("POST", "/v1/things"))
        .isEqualTo(new Router.Target.Found(postThings, Map.of()));
  }

  @Test
  void answersHeadAsGet() throws BadRequestException {
    assertThat(router.find("HEAD", "/v1/things"))
        .isEqualTo(new Router.Target.Found(getThings, Map.of()));
  }

  @Test
  void decodesTheValuesInThePath() throws BadRequestException {
    assertThat(router.find("GET", "/v1/things/a%2Fb+c%20d"))
        .isEqualTo(new Router.Target.Found(getThing, Map.of("id", "a/b+c d")));
  }

  @Test
  void namesTheMethodsThatThereAre() throws BadRequestException {
    assertThat(router.find("DELETE", "/v1/things"))
        .isEqualTo(new Router.Target.WrongMethod(Set.of("GET", "HEAD", "POST")));
    assertThat(router.find("POST", "/v1/things/7"))
        .isEqualTo(new Router.Target.WrongMethod(Set.of("GET", "HEAD")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "", "/v1", "/v1/things/", "/v1/things/7/8", "/V1/things", "*"})
  void knowsNoOtherPath(String path) throws BadRequestException {
    assertThat(router.find("GET", path)).isEqualTo(new Router.Target.Unknown());
  }

  @Test
  void refusesAPathThatIsNotEncoded() {
    assertThatThrownBy(() -> router.find("GET", "/v1/things/%4"))
        .isInstanceOf(BadRequestException.class);
  }
}
