// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;

/**
 * What a role may do with MBeans through Jolokia, which asks here for every item of a request. What is not named is refused: of Java's and
 * Camel's MBeans all but a few values that tell how the device fares, and every operation but starting and stopping a route. The device's
 * own MBeans are written for this door and stand open. Nothing is ever set, and there are no notifications.
 */
final class JmxRules implements Restrictor {

    static final String OWN = "org.hybridface";
    static final String CAMEL = "org.apache.camel";
    static final String JAVA = "java.lang";

    private static final Set<RequestType> LOOKING = Set.of(RequestType.READ, RequestType.LIST, RequestType.SEARCH, RequestType.VERSION);

    /** What any part of Camel tells of its work. */
    private static final Set<String> WORK = words("State StateValue Uptime UptimeMillis ExchangesTotal ExchangesCompleted ExchangesFailed "
            + "ExchangesInflight FailuresHandled Redeliveries ExternalRedeliveries MinProcessingTime MaxProcessingTime MeanProcessingTime "
            + "TotalProcessingTime LastProcessingTime DeltaProcessingTime IdleSince StartTimestamp ResetTimestamp "
            + "FirstExchangeCompletedTimestamp FirstExchangeFailureTimestamp LastExchangeCreatedTimestamp LastExchangeCompletedTimestamp "
            + "LastExchangeFailureTimestamp Load01 Load05 Load15 Throughput StatisticsEnabled CamelId Description");

    /** MBean type to attributes. */
    private static final Map<String, Set<String>> OF_CAMEL = Map.of(
            "context", words("CamelVersion ManagementName TotalRoutes StartedRoutes StartDate"),
            "routes", words("RouteId RouteGroup EndpointUri InflightExchanges OldestInflightDuration HasRouteController"),
            "processors", words("ProcessorId RouteId StepId Index Level"),
            "consumers", words("EndpointUri RouteId InflightExchanges"),
            "producers", words("EndpointUri RouteId Singleton"),
            "endpoints", words("EndpointUri Singleton ComponentName CameraStatus Problem Frames DroppedFrames FramesPerSecond PictureSize Reconnects "
                    + "UnreadableFiles"),
            "components", words("ComponentName"),
            "health", words("Healthy HealthChecksIDs"));

    private static final Map<String, Set<String>> OF_JAVA = Map.of(
            "Memory", words("HeapMemoryUsage NonHeapMemoryUsage"),
            "MemoryPool", words("Name Type Usage PeakUsage CollectionUsage"),
            "GarbageCollector", words("Name CollectionCount CollectionTime"),
            "Threading", words("ThreadCount PeakThreadCount DaemonThreadCount TotalStartedThreadCount"),
            "OperatingSystem", words("Name Arch Version AvailableProcessors ProcessCpuLoad ProcessCpuTime SystemCpuLoad CpuLoad SystemLoadAverage "
                    + "FreePhysicalMemorySize TotalPhysicalMemorySize FreeMemorySize TotalMemorySize CommittedVirtualMemorySize "
                    + "OpenFileDescriptorCount MaxFileDescriptorCount"),
            "Runtime", words("Uptime StartTime VmName VmVendor VmVersion SpecVersion"),
            "ClassLoading", words("LoadedClassCount TotalLoadedClassCount UnloadedClassCount"));

    private static final Set<String> OF_ROUTES = Set.of("start()", "stop()", "suspend()", "resume()");

    private final Role role;

    JmxRules(Role role) {
        this.role = role;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return LOOKING.contains(type) || type == RequestType.EXEC && role.covers(Role.OPERATOR);
    }

    /** A pattern reads only what each MBean it finds allows. */
    @Override
    public boolean isAttributeReadAllowed(ObjectName bean, String attribute) {
        if (bean.isDomainPattern()) {
            return false;
        }
        return switch (bean.getDomain()) {
            case OWN -> true;
            case CAMEL -> OF_CAMEL.containsKey(type(bean)) && (WORK.contains(attribute) || OF_CAMEL.get(type(bean)).contains(attribute));
            case JAVA -> OF_JAVA.getOrDefault(type(bean), Set.of()).contains(attribute);
            default -> false;
        };
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName bean, String attribute) {
        return false;
    }

    /** @param operation with or without its signature: {@code stop}, {@code stop()}, {@code stop(java.lang.Long)} */
    @Override
    public boolean isOperationAllowed(ObjectName bean, String operation) {
        if (!role.covers(Role.OPERATOR) || bean.isPattern()) {
            return false;
        }
        return bean.getDomain().equals(OWN)
                || bean.getDomain().equals(CAMEL) && type(bean).equals("routes")
                        && OF_ROUTES.contains(operation.endsWith(")") ? operation : operation + "()");
    }

    @Override
    public boolean isObjectNameHidden(ObjectName bean) {
        return switch (bean.getDomain()) {
            case OWN -> false;
            case CAMEL -> !OF_CAMEL.containsKey(type(bean));
            case JAVA -> !OF_JAVA.containsKey(type(bean));
            default -> true;
        };
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.POST;
    }

    /** The guard before this door asks where a request comes from. */
    @Override
    public boolean isRemoteAccessAllowed(String... hosts) {
        return true;
    }

    @Override
    public boolean isOriginAllowed(String origin, boolean strict) {
        return !strict;
    }

    private static String type(ObjectName bean) {
        String type = bean.getKeyProperty("type");
        return type == null ? "" : type;
    }

    private static Set<String> words(String words) {
        return Arrays.stream(words.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    /** Every attribute of Camel's and Java's MBeans that may be read, for the tests. */
    static Stream<String> named() {
        return Stream.concat(Stream.of(WORK), Stream.concat(OF_CAMEL.values().stream(), OF_JAVA.values().stream())).flatMap(Set::stream);
    }
}
