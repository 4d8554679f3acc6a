package org.changecontrol.audit;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the signed heads of the trail go.
 *
 * @param heads the file they are appended to; each node has its own, and a database administrator
 *     has none
 * @param keyFile holds the key that signs them where {@code key} does not; created at the first
 *     start, readable for nobody else
 * @param key the key itself, 32 bytes in Base64, or empty
 * @param retiredKeys keys that signed older heads, in Base64
 */
@ConfigurationProperties("change-control.audit")
record AuditSettings(
    @DefaultValue("./data/audit-heads.jsonl") Path heads,
    @DefaultValue("./data/audit-heads.key") Path keyFile,
    @Nullable String key,
    @DefaultValue List<String> retiredKeys) {}
