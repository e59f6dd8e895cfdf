package io.tollgate.proxy.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value in a YAML file, with the line that it begins in. */
sealed interface Node {

  /** The line that the value begins in, 1 or more. */
  int line();

  /** What an error calls a value of this kind. */
  String kind();

  /** What a scalar was read as. */
  enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NOTHING("empty");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /** A value without parts; {@code text} is what stands in the file. */
  record Scalar(int line, Kind type, String text) implements Node {
    @Override
    public String kind() {
      return type.label;
    }
  }

  /** A list. */
  record Sequence(int line, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Named values, in the order of the file. */
  record Mapping(int line, Map<String, Member> members) implements Node {
    @Override
    public String kind() {
      return "a group of fields";
    }
  }

  /**
   * A named value and the line that its name stands in.
   *
   * @param from the file that both come from, where it is another one than that of what is around
   */
  record Member(int line, Node value, Optional<Path> from) {
    Member(int line, Node value) {
      this(line, value, Optional.empty());
    }

    /** Whether it is there but says nothing. */
    boolean isEmpty() {
      return value instanceof Scalar scalar && scalar.type() == Kind.NOTHING;
    }
  }
}
