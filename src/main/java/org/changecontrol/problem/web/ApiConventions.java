package org.changecontrol.problem.web;

import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the conventions of {@code /api} in place. */
@Configuration(proxyBeanMethods = false)
class ApiConventions implements WebMvcConfigurer {

  private final ProblemWriter problems;
  private final ApplicationEventPublisher events;

  ApiConventions(ProblemWriter problems, ApplicationEventPublisher events) {
    this.problems = problems;
    this.events = events;
  }

  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.add(0, new ApiProblems(problems, events));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new ApiParameters()).addPathPatterns("/api/**");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new PagingArgument());
  }

  /** JSON everywhere: another format would come with another reader and without its limits. */
  @Override
  public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
    converters.removeIf(
        converter ->
            converter instanceof AbstractJackson2HttpMessageConverter
                && !(converter instanceof MappingJackson2HttpMessageConverter));
  }

  /** Files go straight to disk; memory stays flat. */
  @Bean
  MultipartConfigElement multipart() {
    return new MultipartConfigElement("", BodyLimit.FILES, BodyLimit.FILES, 0);
  }
}
