// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pulumirpc.EngineGrpc.EngineImplBase;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.EngineOuterClass.SetRootResourceRequest;
import pulumirpc.EngineOuterClass.SetRootResourceResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorImplBase;

/**
 * Pulumi's engine as far as a program can see it: the two gRPC services that a real {@code main()} talks to, with answers from
 * {@link FakeAws}. In a preview everything AWS would add is unknown, as it is with the real engine before the first update.
 */
final class FakeEngine implements AutoCloseable {

    /** How an unknown value travels (Pulumi SDK, plugin.UnknownStringValue). */
    static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /** Marks a secret: this key with this value, and the secret under "value" (Pulumi SDK, resource.SigKey, SecretSig). */
    static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

    private static final Set<String> FEATURES = Set.of("secrets", "resourceReferences");

    private final List<RegisterResourceRequest> registered = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Struct> outputs = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final boolean preview;
    private final Server server;

    FakeEngine(boolean preview) throws IOException {
        this.preview = preview;
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new Monitor())
                .addService(new Engine())
                .build()
                .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    boolean preview() {
        return preview;
    }

    /** What the program asked for, in no certain order. */
    List<RegisterResourceRequest> registered() {
        return List.copyOf(registered);
    }

    RegisterResourceRequest one(String type, String name) {
        return registered().stream()
                .filter(request -> request.getType().endsWith(":" + type) && request.getName().equals(name))
                .findFirst().orElseThrow(() -> new AssertionError("no " + type + " " + name));
    }

    /**
     * Deletes as Pulumi's engine does: all at once that nothing left depends on or has for a parent, then the next; the first protected
     * one ends it (pulumi, pkg/resource/deploy: {@code ScheduleDeletes}, {@code DeleteStep.Apply}).
     *
     * @return URNs of the custom resources that were deleted
     */
    List<String> destroy() {
        List<String> deleted = new ArrayList<>();
        List<RegisterResourceRequest> left = new ArrayList<>(registered());
        while (!left.isEmpty()) {
            Set<String> needed = left.stream().flatMap(request -> Stream.concat(
                    request.getDependenciesList().stream(), Stream.of(request.getParent()))).collect(Collectors.toSet());
            List<RegisterResourceRequest> next = left.stream()
                    .filter(request -> !needed.contains(urn(request.getType(), request.getName()))).toList();
            next.stream().filter(request -> request.getCustom() && !request.getProtect())
                    .forEach(request -> deleted.add(urn(request.getType(), request.getName())));
            if (next.isEmpty() || next.stream().anyMatch(RegisterResourceRequest::getProtect)) {
                return deleted;
            }
            left.removeAll(next);
        }
        return deleted;
    }

    /** As Lambda answers while the snapshot of a published version is made, which takes minutes: the version is Pending. */
    private boolean refuses(RegisterResourceRequest request) {
        return request.getType().equals("aws:lambda/invocation:Invocation") && !preview && registered().stream()
                .filter(other -> other.getType().equals("aws:lambda/alias:Alias"))
                .filter(alias -> alias.getName().equals(request.getObject().getFieldsOrThrow("qualifier").getStringValue()))
                .noneMatch(alias -> alias.getObject().getFieldsOrThrow("functionVersion").getStringValue().equals("$LATEST"));
    }

    /** The outputs of the stack. */
    Struct stackOutputs() {
        return outputs.entrySet().stream().filter(entry -> entry.getKey().contains("pulumi:pulumi:Stack"))
                .map(Map.Entry::getValue).findFirst().orElseThrow(() -> new AssertionError("the stack has no outputs"));
    }

    /** Warnings and errors the program logged. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    static String urn(String type, String name) {
        return "urn:pulumi:test::" + Settings.PROJECT + "::" + type + "::" + name;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Monitor extends ResourceMonitorImplBase {

        @Override
        public void supportsFeature(SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> to) {
            answer(to, SupportsFeatureResponse.newBuilder().setHasSupport(FEATURES.contains(request.getId())).build());
        }

        @Override
        public void invoke(ResourceInvokeRequest request, StreamObserver<ResourceInvokeResponse> to) {
            answer(to, ResourceInvokeResponse.newBuilder().setReturn(struct(FakeAws.invoke(request.getTok()))).build());
        }

        @Override
        public void registerResource(RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> to) {
            registered.add(request);
            if (refuses(request)) {
                to.onError(Status.FAILED_PRECONDITION.withDescription("SnapStartNotReadyException: Lambda is initializing your function. "
                        + "It will be ready to invoke once your function state becomes ACTIVE.").asRuntimeException());
                return;
            }
            Struct.Builder state = request.getObject().toBuilder();
            FakeAws.created(request.getType(), request.getName(), texts(request.getObject()))
                    .forEach((key, value) -> state.putFields(key, added(key, value)));
            RegisterResourceResponse.Builder response = RegisterResourceResponse.newBuilder()
                    .setUrn(urn(request.getType(), request.getName())).setObject(state);
            if (request.getCustom() && !preview) {
                response.setId(request.getName());
            }
            answer(to, response.build());
        }

        private Value added(String key, Object value) {
            Value plain = text(preview ? UNKNOWN : value.toString());
            return key.equals("privateKey")
                    ? Value.newBuilder().setStructValue(Struct.newBuilder()
                            .putFields(SIGNATURE, text(SECRET)).putFields("value", plain)).build()
                    : plain;
        }

        @Override
        public void registerResourceOutputs(RegisterResourceOutputsRequest request, StreamObserver<Empty> to) {
            outputs.put(request.getUrn(), request.getOutputs());
            answer(to, Empty.getDefaultInstance());
        }

        @Override
        public void signalAndWaitForShutdown(Empty request, StreamObserver<Empty> to) {
            answer(to, request);
        }
    }

    private final class Engine extends EngineImplBase {

        private volatile String root = "";

        @Override
        public void log(LogRequest request, StreamObserver<Empty> to) {
            if (request.getSeverity() == LogSeverity.WARNING || request.getSeverity() == LogSeverity.ERROR) {
                complaints.add(request.getSeverity() + ": " + request.getMessage());
            }
            answer(to, Empty.getDefaultInstance());
        }

        @Override
        public void getRootResource(GetRootResourceRequest request, StreamObserver<GetRootResourceResponse> to) {
            answer(to, GetRootResourceResponse.newBuilder().setUrn(root).build());
        }

        @Override
        public void setRootResource(SetRootResourceRequest request, StreamObserver<SetRootResourceResponse> to) {
            root = request.getUrn();
            answer(to, SetRootResourceResponse.getDefaultInstance());
        }
    }

    private static <T> void answer(StreamObserver<T> to, T answer) {
        to.onNext(answer);
        to.onCompleted();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static Map<String, Object> texts(Struct inputs) {
        Map<String, Object> texts = new LinkedHashMap<>();
        inputs.getFieldsMap().forEach((key, value) -> texts.put(key,
                Optional.of(value.getStringValue()).filter(text -> !text.isEmpty()).orElse(value.toString())));
        return texts;
    }

    private static Struct struct(Map<String, Object> values) {
        try {
            Struct.Builder struct = Struct.newBuilder();
            JsonFormat.parser().merge(OrderedJson.text(values), struct);
            return struct.build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
