package io.tollgate.proxy.config;

import io.tollgate.proxy.config.Node.Kind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads a YAML file (1.2, core schema) into nodes that know their lines. What YAML allows and a
 * configuration is better off without is refused: names that come twice, aliases, several
 * documents.
 */
final class YamlReader {
  /** How the parser words an error, last where it found it: the problem, then the place. */
  private static final Pattern PROBLEM =
      Pattern.compile("^(.+?)\\R in (?:reader|\"reader\"), line (\\d+),", Pattern.MULTILINE);

  /**
   * The file is the operator's own: lists may make it as long as they like. Names that come twice
   * are refused here, which knows where they came first.
   */
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .loadSettings(
              LoadSettings.builder()
                  .setCodePointLimit(Integer.MAX_VALUE)
                  .setAllowDuplicateKeys(true)
                  .build())
          .build();

  private final Path file;
  private final JsonParser parser;

  private YamlReader(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Reads a file that holds a mapping. */
  static Field read(Path file) throws ConfigException {
    return parse(file, text(file));
  }

  /** The same, unless the last reading has read just that. */
  static Field read(Path file, Rereading rereading) throws ConfigException {
    String text = text(file);
    return rereading.yaml(file, text, () -> parse(file, text));
  }

  private static Field parse(Path file, String text) throws ConfigException {
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      return new YamlReader(file, parser).document();
    } catch (JacksonException e) {
      throw notYaml(file, e);
    }
  }

  /**
   * Reads a text that holds one value, of whatever kind.
   *
   * @param label what stands in the place of a file's name in errors
   * @param path the path of the field that it is the value of
   */
  static Field value(String text, Path label, String path) throws ConfigException {
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      YamlReader reader = new YamlReader(label, parser);
      if (parser.nextToken() == null) {
        throw reader.wrong(path, "it is empty", "write a value");
      }
      Node value = reader.node(() -> path);
      reader.end();
      return new Field(label, () -> path, value.line(), value);
    } catch (JacksonException e) {
      throw notYaml(label, e);
    }
  }

  private static String text(Path file) throws ConfigException {
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file", "correct the path");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      throw unreadable(file, "it cannot be read (" + e.getMessage() + ")", "check its rights");
    }
  }

  private static ConfigException unreadable(Path file, String problem, String remedy) {
    return new ConfigException(new Place(file, 0), "file", problem, remedy);
  }

  private static ConfigException notYaml(Path file, JacksonException e) {
    String problem = e.getOriginalMessage().lines().findFirst().orElse("it is no YAML");
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    Matcher matcher = PROBLEM.matcher(e.getOriginalMessage());
    for (MatchResult match : matcher.results().toList()) {
      problem = match.group(1);
      line = Integer.parseInt(match.group(2));
    }
    return new ConfigException(
        new Place(file, Math.max(line, 0)),
        "file",
        "it is no YAML: " + problem,
        "mind indentation (spaces only), colons and quotes");
  }

  private Field document() throws ConfigException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw new ConfigException(
          new Place(file, 1),
          "file",
          first == null ? "it is empty" : "it does not hold fields",
          "start from config/tollgate.yaml");
    }
    Node root = mapping(() -> "");
    end();
    return new Field(file, () -> "", root.line(), root);
  }

  private void end() throws ConfigException {
    if (parser.nextToken() != null) {
      throw wrong("file", "a second document begins", "take out the line of dashes");
    }
  }

  /**
   * The value that the parser is at.
   *
   * @param path asked for an error only
   */
  private Node node(Supplier<String> path) throws ConfigException {
    if (((YAMLParser) parser).isCurrentAlias()) {
      throw wrong(path.get(), "aliases are not understood", "write the value out");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(path);
      case START_ARRAY -> sequence(path);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.BOOLEAN);
      case VALUE_NULL -> scalar(Kind.NOTHING);
      default -> scalar(Kind.TEXT);
    };
  }

  private Node scalar(Kind kind) {
    return new Node.Scalar(line(), kind, parser.getString());
  }

  private Node sequence(Supplier<String> path) throws ConfigException {
    int line = line();
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int index = items.size();
      items.add(node(() -> Field.item(path.get(), index)));
    }
    return new Node.Sequence(line, items);
  }

  private Node mapping(Supplier<String> path) throws ConfigException {
    int line = line();
    Map<String, Node.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Supplier<String> member = () -> Field.member(path.get(), name);
      int nameLine = line();
      Node.Member earlier = members.get(name);
      if (earlier != null) {
        throw wrong(
            member.get(),
            "it is there twice, first in line " + earlier.line(),
            "rename or remove one of them");
      }
      parser.nextToken();
      members.put(name, new Node.Member(nameLine, node(member)));
    }
    return new Node.Mapping(line, members);
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private ConfigException wrong(String path, String problem, String remedy) {
    return new ConfigException(new Place(file, line()), path, problem, remedy);
  }
}
