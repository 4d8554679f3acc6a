package org.changecontrol.engine.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.changecontrol.identity.Actors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * The filters between the platform's sign-in and the engine, in their order: after the sign-in,
 * before those of the webapps. They are made before the engine is, and therefore ask for it late.
 */
@Configuration(proxyBeanMethods = false)
class WebappDoors {

  private static final int AFTER_SIGN_IN = 10;

  @Bean
  FilterRegistrationBean<EngineKnowsWhoActs> engineKnowsWhoActs(
      ObjectProvider<Actors> actors, ObjectProvider<IdentityService> engine) {
    var registration = new FilterRegistrationBean<>(new EngineKnowsWhoActs(actors, engine));
    registration.setOrder(AFTER_SIGN_IN);
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    return registration;
  }

  @Bean
  FilterRegistrationBean<WebappSignIn> webappSignIn(
      ObjectProvider<AuthenticationManager> signIn,
      ObjectProvider<SecurityContextRepository> signIns,
      ObjectProvider<AuthenticationEntryPoint> closedDoor,
      ObjectProvider<ProcessEngine> engine,
      ObjectProvider<ObjectMapper> json) {
    var registration =
        new FilterRegistrationBean<>(new WebappSignIn(signIn, signIns, closedDoor, engine, json));
    registration.setOrder(AFTER_SIGN_IN + 1);
    registration.addUrlPatterns("/camunda/api/admin/auth/user/*");
    return registration;
  }

  @Bean
  FilterRegistrationBean<WebappPerson> webappPerson(ObjectProvider<Actors> actors) {
    var registration = new FilterRegistrationBean<>(new WebappPerson(actors));
    registration.setOrder(AFTER_SIGN_IN + 2);
    registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
    return registration;
  }
}
