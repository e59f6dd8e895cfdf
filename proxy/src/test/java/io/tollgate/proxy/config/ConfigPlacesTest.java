package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where in its file a setting stands, for whoever has something to say of it. */
class ConfigPlacesTest {
  @TempDir private Path folder;
  private ConfigFolder files;

  @BeforeEach
  void writeGoodFiles() {
    files = new ConfigFolder(folder);
  }

  @Test
  void knowsWhereEachFieldStands() throws ConfigException {
    TollgateConfig config = files.check();
    assertThat(config.placeOf("listen[0].bind")).hasToString(files.file + ":3");
    assertThat(config.placeOf("listen[1].bind")).hasToString(files.file + ":5");
    assertThat(config.placeOf("http.bind")).hasToString(files.file + ":7");
    assertThat(config.placeOf("carriers.c1.gateways[1].uri")).hasToString(files.file + ":26");
  }

  @Test
  void whatTheFileLeavesOutIsBlamedOnWhatIsAroundIt() throws ConfigException {
    TollgateConfig config = files.check();
    assertThat(config.placeOf("listen[1].bind.port")).hasToString(files.file + ":5");
    assertThat(config.placeOf("listen[7].bind")).hasToString(files.file + ":2");
    assertThat(config.placeOf("nothing.of.that")).hasToString(files.file + ":1");
  }

  @Test
  void explainsAFailedStartInOneLine() throws ConfigException {
    StartFailure failure =
        new StartFailure(
            "listen[1].bind", "another program listens there", "stop it", new Exception("bind"));
    assertThat(files.check().explain(failure))
        .hasMessage(files.file + ":5: listen[1].bind: another program listens there; stop it")
        .hasCause(failure);
  }
}
