package io.tollgate.proxy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way: down these rows. Packages in one row do not see each other. */
class ArchitectureTest {
  private static final String ROOT = "io.tollgate.proxy";

  /** Above these rows stand only {@code Main}, {@code cli} and {@code Tollgate}. */
  private static final List<Set<String>> ROWS =
      List.of(
          Set.of("config"),
          Set.of("sip", "http", "observe", "demo"),
          Set.of("call"),
          // Records and the numbers of decks are among the things that the store keeps.
          Set.of("admission", "route", "media", "cdr", "deck"),
          Set.of("trunk", "limit", "store"),
          // What all others speak in.
          Set.of("cause", "file", "net", "time"));

  private static final String SIP = ROOT + ".sip";

  /** Above these rows stands {@code sip} itself, which puts them together. */
  private static final List<Set<String>> SIP_ROWS =
      List.of(
          Set.of("reach", "overload"),
          Set.of("leg"),
          Set.of("message", "screen"),
          Set.of("dialog", "tls"),
          Set.of("header", "observe", "parse", "transport", "dns"));

  /** What is public there for the other rooms of {@code sip}, and for nobody else. */
  private static final List<String> SIP_ALONE =
      List.of("overload", "leg", "message", "screen", "parse", "header");

  private static final String HTTP = ROOT + ".http";

  /** Above these rows stands {@code http} itself; pages of one subject do not see another's. */
  private static final List<Set<String>> HTTP_ROWS =
      List.of(Set.of("access", "call", "price", "trunk", "route", "node"), Set.of("exchange"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tollgate");

  static Stream<ArchRule> rows() {
    return Stream.of(
            rules(ROOT, ROWS, Set.of(subtree(ROOT, "cli"))),
            inside(SIP, SIP_ROWS),
            inside(HTTP, HTTP_ROWS))
        .flatMap(List::stream);
  }

  /** The rows of a package's rooms; the package itself stands above them. */
  private static List<ArchRule> inside(String parent, List<Set<String>> rows) {
    return rules(parent, rows, Set.of(parent));
  }

  private static List<ArchRule> rules(String parent, List<Set<String>> rows, Set<String> top) {
    List<ArchRule> rules = new ArrayList<>();
    Set<String> above = new HashSet<>(top);
    for (Set<String> row : rows) {
      for (String name : row) {
        Set<String> forbidden = new HashSet<>(above);
        row.forEach(other -> forbidden.add(subtree(parent, other)));
        forbidden.remove(subtree(parent, name));
        rules.add(
            noClasses()
                .that()
                .resideInAPackage(subtree(parent, name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.stream().sorted().toArray(String[]::new))
                .allowEmptyShould(true)
                .as(parent + "." + name + " sees only the rows below its own"));
      }
      row.forEach(name -> above.add(subtree(parent, name)));
    }
    return rules;
  }

  private static String subtree(String name) {
    return subtree(ROOT, name);
  }

  private static String subtree(String parent, String name) {
    return parent + "." + name + "..";
  }

  @ParameterizedTest
  @MethodSource("rows")
  void packagesSeeOnlyWhatIsBelowThem(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void everyPackageHasItsRow() {
    Set<String> known = names(ROWS);
    known.add("cli");
    assertThat(rooms(ROOT)).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void everyRoomOfSipHasItsRow() {
    assertThat(rooms(SIP)).containsExactlyInAnyOrderElementsOf(names(SIP_ROWS));
  }

  @Test
  void everyRoomOfHttpHasItsRow() {
    assertThat(rooms(HTTP)).containsExactlyInAnyOrderElementsOf(names(HTTP_ROWS));
  }

  @Test
  void whatPagesAreMadeOfIsSeenByHttpAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(subtree("http"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(subtree(HTTP, "exchange"))
        .check(CLASSES);
  }

  private static Set<String> names(List<Set<String>> rows) {
    return rows.stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  /** The names of the packages just below one. */
  private static Set<String> rooms(String parent) {
    return CLASSES.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(parent + "."))
        .map(name -> name.substring(parent.length() + 1).split("\\.")[0])
        .collect(Collectors.toSet());
  }

  @Test
  void whatSipIsMadeOfIsSeenBySipAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(subtree("sip"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SIP_ALONE.stream().map(name -> subtree(SIP, name)).toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void nobodySeesTheWiringButTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, subtree("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlySipSeesTheSipStackAndNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage(subtree("sip"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sip..", "gov.nist..", "io.netty..")
        .check(CLASSES);
  }

  @Test
  void onlyNumbersSeeLibphonenumber() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tollgate.rating.number")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.i18n..")
        .check(CLASSES);
  }

  @Test
  void onlyPointsOfPresenceSeeGeoDatabases() {
    noClasses()
        .that()
        .resideOutsideOfPackage(subtree("route.pop"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.maxmind..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineSeesPicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, subtree("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void ratingIsPureLogic() {
    noClasses()
        .that()
        .resideInAPackage("io.tollgate.rating..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..", "javax.sip..", "gov.nist..", "io.netty..", "java.sql..", "io.micrometer..")
        .check(CLASSES);
  }
}
