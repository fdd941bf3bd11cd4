// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a request beside action and resource: condition keys, which also are policy variables. Keys do not
 * distinguish capital letters; values do.
 */
public final class RequestContext {

    private static final RequestContext EMPTY = new RequestContext(Map.of());

    private final Map<String, List<String>> values;

    private RequestContext(Map<String, List<String>> values) {
        this.values = Map.copyOf(values);
    }

    public static RequestContext empty() {
        return EMPTY;
    }

    /**
     * A connection to AWS IoT. When the client id is the name of a thing that the certificate is attached to, AWS knows the
     * thing; otherwise its variables have no value, and whatever names them does not match.
     *
     * @param clientId       MQTT client id
     * @param attachedThings things the certificate is attached to
     */
    public static RequestContext ofConnection(String clientId, List<String> attachedThings) {
        RequestContext connection = EMPTY.with("iot:ClientId", clientId);
        return attachedThings.contains(clientId)
                ? connection.with("iot:Connection.Thing.ThingName", clientId)
                        .with("iot:Connection.Thing.IsAttached", "true")
                : connection.with("iot:Connection.Thing.IsAttached", "false");
    }

    /** This context and one more key; several values make it a multivalued key. */
    public RequestContext with(String key, String... all) {
        Map<String, List<String>> more = new HashMap<>(values);
        more.put(key.toLowerCase(Locale.ROOT), List.of(all));
        return new RequestContext(more);
    }

    /** Empty when the request does not carry the key. */
    public List<String> values(String key) {
        return values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }

    /** The value a policy variable takes: only a key with exactly one value can be one. */
    Optional<String> variable(String key) {
        List<String> all = values(key);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
}
