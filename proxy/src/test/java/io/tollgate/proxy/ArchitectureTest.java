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

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tollgate");

  static Stream<ArchRule> rows() {
    List<ArchRule> rules = new ArrayList<>();
    Set<String> above = new HashSet<>(Set.of("cli"));
    for (Set<String> row : ROWS) {
      for (String name : row) {
        Set<String> forbidden = new HashSet<>(above);
        forbidden.addAll(row);
        forbidden.remove(name);
        rules.add(
            noClasses()
                .that()
                .resideInAPackage(subtree(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(subtrees(forbidden))
                .allowEmptyShould(true)
                .as(name + " sees only the rows below its own"));
      }
      above.addAll(row);
    }
    return rules.stream();
  }

  private static String subtree(String name) {
    return ROOT + "." + name + "..";
  }

  private static String[] subtrees(Set<String> names) {
    return names.stream().sorted().map(ArchitectureTest::subtree).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void packagesSeeOnlyWhatIsBelowThem(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void everyPackageHasItsRow() {
    Set<String> known = ROWS.stream().flatMap(Set::stream).collect(Collectors.toSet());
    known.add("cli");
    assertThat(
            CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT + "."))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0]))
        .isNotEmpty()
        .isSubsetOf(known);
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
