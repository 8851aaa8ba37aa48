-- Every board with how many models and results it holds, how many of its models have reports that differ, its best model and its newest date.
SELECT
    board,
    any_value(benchmark) AS benchmark,
    any_value(benchmark_name) AS benchmark_name,
    any_value(task) AS task,
    any_value(split) AS split,
    any_value(metric) AS metric,
    any_value(metric_name) AS metric_name,
    any_value(direction) AS direction,
    any_value(unit) AS unit,
    any_value(protocol) AS protocol,
    count(*) FILTER (role = 'model' AND status <> 'rejected') AS models,
    sum(reports)::BIGINT AS results,
    count(*) FILTER (conflict) AS conflicts,
    arg_min(model, (cost, model)) FILTER (rank IS NOT NULL) AS best_model,
    arg_min(value, cost) FILTER (rank IS NOT NULL) AS best_value,
    arg_min(printed, (cost, printed)) FILTER (rank IS NOT NULL) AS best_printed,
    max(date) AS newest
FROM (
    SELECT *, CASE direction WHEN 'lower' THEN value ELSE -value END AS cost
    FROM store.kept_leaderboard
)
GROUP BY board
