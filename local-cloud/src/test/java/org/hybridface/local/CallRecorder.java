// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Writes down every call the AWS SDK makes, one line each: service, operation, and whatever names a resource. It runs inside the
 * Lambda's own JVM, put there by {@link RecordedZip}, so it needs nothing but the JDK and the SDK.
 */
public final class CallRecorder implements ExecutionInterceptor {

    /** System property: the file the lines go to. */
    static final String FILE = "call.recorder.file";

    private static final List<String> NAMES = List.of("Bucket", "Key", "TableName", "CollectionId", "thingName", "shadowName", "topic", "QueueUrl",
            "VersionId", "retain");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        String resource = NAMES.stream()
                // DynamoDB's "Key" is a map, and names no resource.
                .flatMap(name -> request.getValueForField(name, Object.class).filter(value -> value instanceof String || value instanceof Boolean)
                        .map(value -> name + "=" + value).stream())
                .collect(Collectors.joining("\t"));
        write(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + "\t"
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + "\t" + resource + photo(request) + batch(request)
                + transaction(request));
    }

    /** The object in S3 that Rekognition is asked to read. */
    private static String photo(SdkRequest request) {
        return request.getValueForField("Image", SdkPojo.class).flatMap(image -> field(image, "S3Object", SdkPojo.class))
                .map(object -> "\tphotoBucket=" + field(object, "Bucket", String.class).orElse("")
                        + "\tphotoKey=" + field(object, "Name", String.class).orElse(""))
                .orElse("");
    }

    /** The table that several items are read of at once. */
    private static String batch(SdkRequest request) {
        return request.getValueForField("RequestItems", Map.class).stream().flatMap(items -> ((Map<?, ?>) items).keySet().stream())
                .map(table -> "\tTableName=" + table).collect(Collectors.joining());
    }

    /** Each write of a transaction, with its table. */
    private static String transaction(SdkRequest request) {
        return request.getValueForField("TransactItems", List.class).stream().flatMap(items -> ((List<?>) items).stream())
                .map(SdkPojo.class::cast).flatMap(item -> item.sdkFields().stream()
                        .filter(field -> field.getValueOrDefault(item) instanceof SdkPojo)
                        .map(field -> "\twrites" + field.memberName() + "="
                                + field((SdkPojo) field.getValueOrDefault(item), "TableName", String.class).orElse("")))
                .distinct().collect(Collectors.joining());
    }

    private static <T> Optional<T> field(SdkPojo pojo, String name, Class<T> type) {
        return pojo.sdkFields().stream().filter(field -> field.memberName().equals(name))
                .map(field -> type.cast(field.getValueOrDefault(pojo))).findFirst();
    }

    private static synchronized void write(String line) {
        try {
            Files.writeString(Path.of(System.getProperty(FILE)), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
