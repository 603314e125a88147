package tireless.trigger.redis;

/** How many servers there are, and how they belong together. */
enum RedisMode {
    SINGLE("redis", "redis-streams"),
    CLUSTER("redis-cluster", "redis-cluster-streams"),
    SENTINEL("redis-sentinel", "redis-sentinel-streams");

    private final String lists;
    private final String streams;

    RedisMode(String lists, String streams) {
        this.lists = lists;
        this.streams = streams;
    }

    String lists() {
        return lists;
    }

    String streams() {
        return streams;
    }
}
