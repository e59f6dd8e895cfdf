package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Mistakes in what a file may hold at all: its YAML, its fields and their types. */
class BadFileTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "realm: tollgate.test",
            "relam: tollgate.test",
            "tollgate.yaml:8: relam: there is no such field; did you mean realm?"),
        arguments(
            "nonceLife: 30s",
            "life: 30s",
            "tollgate.yaml:9: digest.life: there is no such field;"
                + " the fields here are algorithms, nonceLife"),
        arguments(
            "bind: \"[::1]:5060\"",
            "Bind: \"[::1]:5060\"",
            "tollgate.yaml:5: listen[1].Bind: there is no such field; did you mean bind?"),
        arguments(
            "realm: tollgate.test",
            "realm: tollgate.test\nnode: {id: edge2}",
            "tollgate.yaml:9: node: it is there twice, first in line 1;"
                + " rename or remove one of them"),
        arguments(
            "  phone: {",
            "  hq: {",
            "tollgate.yaml:20: trunks.hq: it is there twice, first in line 19;"
                + " rename or remove one of them"),
        arguments(
            "  phone: {",
            "  the phone: {",
            "tollgate.yaml:20: trunks.the phone: 'the phone' is not a name;"
                + " use 1 to 64 letters, digits, dots, dashes, underscores"),
        arguments(
            "node: {id: edge1, pop: fra, data: data}",
            "node: edge1",
            "tollgate.yaml:1: node: it is a text, not a group of fields; write node: {id: …}"),
        arguments(
            "id: edge1",
            "id: [edge1]",
            "tollgate.yaml:1: node.id: it is a list, not a text; write node.id: …"),
        arguments(
            "lists: [office, home]",
            "lists: office",
            "tollgate.yaml:19: trunks.hq.lists: it is a text, not a list; write trunks.hq.lists:"
                + " […]"),
        arguments(
            "  acme: {deck: demo, cps: 5}",
            "  [acme]",
            "tollgate.yaml:16: accounts: it is a list, not names with what they stand for;"
                + " write accounts: {name: …}"),
        arguments(
            "announcePrice: false",
            "announcePrice: no",
            "tollgate.yaml:19: trunks.hq.announcePrice: it is a text, not true or false; write"
                + " trunks.hq.announcePrice: true"),
        arguments(
            "cps: 3",
            "cps: three",
            "tollgate.yaml:19: trunks.hq.cps: 'three' is not a whole number;"
                + " write one from 1 to 1000000"),
        arguments(
            "cps: 3",
            "cps: 1.5",
            "tollgate.yaml:19: trunks.hq.cps: '1.5' is not a whole number;"
                + " write one from 1 to 1000000"),
        arguments(
            "cps: 3",
            "cps: 0",
            "tollgate.yaml:19: trunks.hq.cps: 0 is not within 1 and 1000000;"
                + " write a number between the two"),
        arguments(
            "cps: 3",
            "cps: 9999999999",
            "tollgate.yaml:19: trunks.hq.cps: 9999999999 is not within 1 and 1000000;"
                + " write a number between the two"),
        arguments(
            "cps: 5",
            "cps: [5]",
            "tollgate.yaml:17: accounts.acme.cps: it is a list, not a whole number;"
                + " write accounts.acme.cps: 1"),
        arguments(
            "[SHA-256, MD5]",
            "[SHA-256, MD5",
            "tollgate.yaml:9: file: it is no YAML: expected ',' or ']', but got };"
                + " mind indentation (spaces only), colons and quotes"),
        arguments(
            "  c1:\n",
            "\tc1:\n",
            "tollgate.yaml:23: file: it is no YAML: found character '\\t(TAB)' that cannot start"
                + " any token. (Do not use \\t(TAB) for indentation); mind indentation (spaces"
                + " only), colons and quotes"),
        arguments(
            "realm: tollgate.test",
            "realm: &r tollgate.test\nloops: *r",
            "tollgate.yaml:9: loops: aliases are not understood; write the value out"),
        arguments(
            "realm: tollgate.test",
            "realm: tollgate.test\n---",
            "tollgate.yaml:10: file: a second document begins; take out the line of dashes"));
  }

  @Test
  void aFileThatIsNotThere() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> new ConfigLoader(name -> null).check(Path.of("none.yaml")))
        .withMessage("none.yaml: file: there is no such file; correct the path");
  }

  @Test
  void aFileThatIsAFolder() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> new ConfigLoader(name -> null).check(folder))
        .withMessageStartingWith(folder + ": file: it cannot be read");
  }

  @Test
  void aFileThatIsEmptyOrHoldsNoFields() {
    files.write("tollgate.yaml", "# nothing\n");
    assertRefused(files.file + ":1: file: it is empty; start from config/tollgate.yaml");
    files.write("tollgate.yaml", "- nothing\n");
    assertRefused(
        files.file + ":1: file: it does not hold fields; start from config/tollgate.yaml");
  }
}
