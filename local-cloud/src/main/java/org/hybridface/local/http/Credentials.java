// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The directory of access keys that a service accepts. Implementations are thread safe. */
@FunctionalInterface
public interface Credentials {

    Optional<AccessKey> find(String accessKeyId);

    /** A fixed set of keys. */
    static Credentials of(AccessKey... keys) {
        Map<String, AccessKey> byId = Arrays.stream(keys).collect(
                Collectors.toUnmodifiableMap(AccessKey::id, Function.identity()));
        return id -> Optional.ofNullable(byId.get(id));
    }
}
