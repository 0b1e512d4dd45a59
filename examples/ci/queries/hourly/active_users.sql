SELECT count(DISTINCT user_id) AS active
FROM events
WHERE dt = '${dt}';
