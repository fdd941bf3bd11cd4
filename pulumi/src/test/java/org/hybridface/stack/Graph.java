// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The resources a program declares, with their inputs, as an engine would see them.
 *
 * @param resources by type, then by name
 * @param outputs   the stack's outputs
 */
record Graph(List<Declared> resources, Map<String, Object> outputs) {

    static final String STACK = "test";

    /**
     * One resource.
     *
     * @param inputs what the program gave
     * @param added  what AWS added: ARNs, generated names
     */
    record Declared(String type, String name, Map<String, Object> inputs, Map<String, Object> added) {

        /** A policy or other JSON document among the inputs. */
        JsonObject document(String input) {
            return JsonParser.parseString((String) inputs.get(input)).getAsJsonObject();
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> block(String input) {
            return (Map<String, Object>) inputs.get(input);
        }
    }

    /** Runs the program and fails when it does. */
    static Graph of(Settings settings) {
        return of(STACK, context -> App.stack(context, settings));
    }

    static Graph of(String stack, Consumer<Context> program) {
        Recorder recorder = new Recorder();
        try {
            TestResult result = PulumiTest
                    .withOptions(TestOptions.builder().projectName(Settings.PROJECT).stackName(stack).preview(false).build())
                    .withMocks(recorder)
                    .runTest(program)
                    .throwOnError();
            Map<String, Object> outputs = new TreeMap<>();
            result.outputs().forEach((name, output) -> outputs.put(name, value(output)));
            recorder.declared.sort(Comparator.comparing(Declared::type).thenComparing(Declared::name));
            return new Graph(List.copyOf(recorder.declared), outputs);
        } finally {
            PulumiTest.cleanup();
        }
    }

    private static Object value(Output<?> output) {
        return PulumiTest.extractValue(output);
    }

    List<Declared> all(String type) {
        return resources.stream().filter(resource -> resource.type().endsWith(":" + type)).toList();
    }

    /** The only resource of a type, by the last part of the type: {@code Table}. */
    Declared one(String type) {
        List<Declared> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type + ", found " + found.stream().map(Declared::name).toList());
        }
        return found.get(0);
    }

    Declared named(String type, String name) {
        return all(type).stream().filter(resource -> resource.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " is called " + name));
    }

    private static final class Recorder implements Mocks {

        private final List<Declared> declared = Collections.synchronizedList(new ArrayList<>());

        @Override
        public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
            Map<String, Object> added = FakeAws.created(args.type, args.name, args.inputs);
            if (!args.type.startsWith("hybridface:")) {
                declared.add(new Declared(args.type, args.name, args.inputs, added));
            }
            Map<String, Object> state = new LinkedHashMap<>(args.inputs);
            state.putAll(added);
            return CompletableFuture.completedFuture(ResourceResult.of(Optional.of(args.name), state));
        }

        @Override
        public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
            return CompletableFuture.completedFuture(FakeAws.invoke(args.token));
        }
    }
}
