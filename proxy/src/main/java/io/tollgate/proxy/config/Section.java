package io.tollgate.proxy.config;

import java.util.Optional;

/** A group of fields whose names have been checked. */
final class Section {
  private final Field field;
  private final Node.Mapping mapping;

  Section(Field field, Node.Mapping mapping) {
    this.field = field;
    this.mapping = mapping;
  }

  /** The group itself. */
  Field field() {
    return field;
  }

  /** A field that may be left out; an empty one, or {@code null}, counts as left out. */
  Optional<Field> find(String name) {
    return Optional.ofNullable(mapping.members().get(name))
        .map(member -> field.at(name, member))
        .filter(found -> !found.isEmpty());
  }

  /**
   * A field that has to be there.
   *
   * @param example what it could say, for the error
   */
  Field need(String name, String example) throws ConfigException {
    Optional<Field> found = find(name);
    if (found.isEmpty()) {
      throw new ConfigException(
          field.place(),
          Field.member(field.path(), name),
          "it is missing",
          "add " + name + ": " + example);
    }
    return found.get();
  }
}
