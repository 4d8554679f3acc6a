# syntax=docker/dockerfile:1

# Builds the application with the wrapper, as every developer does.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /source
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY bpmn bpmn
COPY forms forms
COPY src src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -DskipTests package \
    && cp target/change-control-*.jar /change-control.jar

FROM eclipse-temurin:17-jre
# Nobody in particular: owns nothing but its data directory.
RUN groupadd --system --gid 10001 changecontrol \
    && useradd --system --uid 10001 --gid changecontrol --home-dir /app --no-create-home --shell /usr/sbin/nologin changecontrol \
    && mkdir -p /app/data \
    && chown changecontrol:changecontrol /app/data
# The jar stays whole: extracted layers lose the web applications' plug-ins.
COPY --from=build /change-control.jar /app/change-control.jar
WORKDIR /app
USER 10001:10001
# The signed heads of the audit trail and the key that signs them, outside the database.
VOLUME /app/data
ENV SPRING_PROFILES_ACTIVE=postgres \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
# The first start creates the engine's and the application's schema and deploys the processes.
HEALTHCHECK --interval=10s --timeout=5s --retries=6 --start-period=180s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-jar", "/app/change-control.jar"]
