package dev.jug.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** What no class may do, with the reason. */
class CodeRulesTest {
  @Test
  void onlyLinuxTouchesNativeMemory() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jug.linux..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("sun.misc.Unsafe")
        .because("a wrong offset ends the JVM: one module is reviewed for it, and named to the JVM")
        .check(Product.CLASSES);
  }

  @Test
  void onlyAppEndsTheJvm() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jug.app..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("a library does not end its caller")
        .check(Product.CLASSES);
  }

  @Test
  void librariesDoNotPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jug.app..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .because("the engine has no terminal: what a person should see goes through the front")
        .check(Product.CLASSES);
  }

  @Test
  void oneWayToLog() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
        .because("libraries log through System.Logger")
        .check(Product.CLASSES);
  }

  @Test
  void theEngineForksNothing() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jug.build.java.training")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .because(
            "the JVM never forks, dev.jug.linux.proc spawns; what trains programs is not the engine")
        .check(Product.CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(Product.CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Base)$")
        .because("such a name fits anything, so anything ends up in it")
        .check(Product.CLASSES);
  }

  /**
   * Each package is a slice of its own. One exception: {@code linux.ffi} is a part of {@code linux}
   * that lives apart for one reason, so that the module does not export it.
   */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      var name = type.getPackageName();
      return SliceIdentifier.of(name.equals("dev.jug.linux.ffi") ? "dev.jug.linux" : name);
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
