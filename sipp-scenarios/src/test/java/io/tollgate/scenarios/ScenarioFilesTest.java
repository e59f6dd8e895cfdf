package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The scenario files themselves: named by a rule, explained, and each run by some test. */
class ScenarioFilesTest {
  private static final Path SCENARIOS = Path.of("src/main/scenarios");

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(SCENARIOS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isNamedExplainedAndRun(Path file) throws Exception {
    String name = file.getFileName().toString().replaceFirst("\\.xml$", "");
    assertThat(name).matches("uac-[a-z0-9-]+-expect-(\\d{3}|bye)|uas-[a-z0-9-]+");

    Document document = parse(file);
    assertThat(document.getDocumentElement().getAttribute("name")).isEqualTo(name);
    assertThat(comment(document)).as("what it shows").hasSizeGreaterThan(20);
    Pattern mention = Pattern.compile("[\" ]" + name + "[\",]");
    assertThat(mention.matcher(testSources()).find()).as("some test runs %s", name).isTrue();
  }

  private static Document parse(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    // SIPp names a DTD that it ships nowhere.
    builder.setEntityResolver((_, _) -> new InputSource(new StringReader("")));
    return builder.parse(file.toFile());
  }

  private static String comment(Document document) {
    for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeType() == Node.COMMENT_NODE) {
        return node.getTextContent();
      }
    }
    return "";
  }

  private static String testSources() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
