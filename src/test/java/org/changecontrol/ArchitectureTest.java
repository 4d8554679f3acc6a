package org.changecontrol;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(packages = "org.changecontrol", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theEngineIsKnownWhereProcessesAreWiredAndNowhereElse =
      noClasses()
          .that()
          .resideOutsideOfPackages("..process..", "..engine..", "..policy.dmn..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.camunda..")
          .because("the rest speaks the trade's words; a fork stays a day's work away");

  @ArchTest
  static final ArchRule theEstateDoesNotKnowWhyItChanges =
      noClasses()
          .that()
          .resideInAPackage("..cmdb..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..changecontrol.change..",
              "..changecontrol.approval..",
              "..changecontrol.policy..",
              "..changecontrol.calendar..")
          .because("it records an opaque cause");

  @ArchTest
  static final ArchRule gatesDoNotKnowWhatTheyDecide =
      noClasses()
          .that()
          .resideInAnyPackage("..approval..", "..policy..", "..calendar..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.changecontrol.change..");

  @ArchTest
  static final ArchRule theTrailOnlyListens =
      noClasses()
          .that()
          .resideInAPackage("..audit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.changecontrol.change..",
              "org.changecontrol.cmdb..",
              "org.changecontrol.approval..");

  @ArchTest
  static final ArchRule controllersStandAtTheDoor =
      classes()
          .that()
          .areMetaAnnotatedWith(Controller.class)
          .should()
          .resideInAnyPackage("..web..", "..signin..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule namesAreWordsOfTheTrade =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Dto|DTO|Data|Info|Service)")
          .because("a name says what a thing is in the trade");

  @ArchTest
  static final ArchRule aggregatesMoveByTheirOwnTransitions =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Entity.class)
          .or()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Embeddable.class)
          .should()
          .haveNameNotMatching("set[A-Z].*")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule collaboratorsComeThroughTheConstructor =
      fields().should().notBeAnnotatedWith(Autowired.class);

  @ArchTest
  static final ArchRule timeComesFromOutside =
      noClasses()
          .that(are(not(resideInAPackage("org.changecontrol.engine.."))))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .because("a " + Clock.class.getSimpleName() + " is handed in");

  @ArchTest
  static final ArchRule timersBelongToTheEngineSoThatOneNodeRunsThem =
      methods().should().notBeAnnotatedWith(Scheduled.class);

  @ArchTest
  static final ArchRule everyPackageSaysWhatItOwnsAndIsNullMarked =
      classes().should(resideInANullMarkedPackage());

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean isRoot = type.getPackageName().equals("org.changecontrol");
        boolean marked =
            isRoot
                || type.getModifiers().contains(JavaModifier.SYNTHETIC)
                || type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getPackageName() + " has no @NullMarked package-info"));
      }
    };
  }
}
