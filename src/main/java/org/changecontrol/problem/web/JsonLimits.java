package org.changecontrol.problem.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How JSON is read: strictly, so that a mistake is told and not guessed away, and within limits, so
 * that no body costs more than it is worth.
 */
@Configuration(proxyBeanMethods = false)
class JsonLimits {

  /** Levels of lists and objects in each other. */
  static final int DEPTH = 64;

  /** Characters of one text; the domain's own limits are far below. */
  static final int TEXT = 1_000_000;

  /** Characters of a field's name. */
  static final int NAME = 500;

  /** Digits of a number. */
  static final int NUMBER = 100;

  @Bean
  Jackson2ObjectMapperBuilderCustomizer strictAndLimited() {
    return builder ->
        builder
            .featuresToEnable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .featuresToDisable(
                DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
                MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .postConfigurer(
                mapper -> {
                  mapper
                      .coercionConfigFor(LogicalType.Textual)
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                  mapper
                      .getFactory()
                      .setStreamReadConstraints(
                          StreamReadConstraints.builder()
                              .maxNestingDepth(DEPTH)
                              .maxStringLength(TEXT)
                              .maxNameLength(NAME)
                              .maxNumberLength(NUMBER)
                              .build());
                });
  }
}
