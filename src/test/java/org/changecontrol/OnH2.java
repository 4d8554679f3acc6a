package org.changecontrol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a scenario class on the whole platform with an H2 database in memory. All classes that bear
 * it share one Spring context: add nothing to a test class that would make another one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:platform;DB_CLOSE_DELAY=-1")
@ActiveProfiles("demo")
@Import(PlatformTestSupport.class)
@ContextConfiguration(initializers = SignedHeadsOfThisDatabase.class)
public @interface OnH2 {}
