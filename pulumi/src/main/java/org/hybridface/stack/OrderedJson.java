// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON whose keys keep the order in which they were written. {@code Map.of} orders them differently in every JVM, and Pulumi
 * would report each new order as a change.
 */
final class OrderedJson {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private OrderedJson() {
    }

    /** @param keysAndValues key, value, key, value ...; values may be outputs, lists and maps, nested at will */
    static Map<String, Object> object(Object... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a key without a value: " + Arrays.toString(keysAndValues));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    /** The text of a tree that holds no outputs. */
    static String text(Object tree) {
        return GSON.toJson(tree);
    }

    /** The text of a tree once all its outputs are known. */
    static Output<String> output(Object tree) {
        return resolve(tree).applyValue(OrderedJson::text);
    }

    private static Output<Object> resolve(Object node) {
        if (node instanceof Output<?> output) {
            return output.applyValue(value -> (Object) value);
        }
        if (node instanceof Map<?, ?> map) {
            List<String> keys = map.keySet().stream().map(String.class::cast).toList();
            return Output.all(map.values().stream().map(OrderedJson::resolve).toList()).applyValue(values -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int i = 0; i < keys.size(); i++) {
                    object.put(keys.get(i), values.get(i));
                }
                return object;
            });
        }
        if (node instanceof List<?> list) {
            return Output.all(list.stream().map(OrderedJson::resolve).toList()).applyValue(ArrayList::new);
        }
        return Output.of(node);
    }
}
